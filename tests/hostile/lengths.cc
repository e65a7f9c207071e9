// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/hostile/bytes.h"
#include "tests/hostile/table.h"

namespace elanus::hostile {

namespace {

constexpr std::size_t kEnvelope = 16;       // of a Ping
constexpr std::size_t kBeforePayload = 14;  // of LENGTH: a TTHeader without entries
constexpr std::size_t kLimit = std::size_t{64} << 20;

}  // namespace

std::vector<Row> Lengths() {
  using enum Ends;
  const std::string bare = Ping();
  const std::string framed = FramedMessage(bare);
  const std::string tt = Header("0000", bare);
  const std::string both = Header("0000", framed);
  const std::string reply = "reply Ping 7", unread = "exception 7 Ping 7";
  const std::string walks = "the envelope is read first, then the struct is walked; as Kitex";
  const std::string limit = "Kitex has no limit by default and waits for the bytes";
  const auto inner = [&](std::uint64_t length) { return Header("0000", WithLength(framed, length)); };
  return {
      {"Framed, length right", framed, reply, kOpen},
      {"Framed, length 0", WithLength(framed, 0), reply, kOpen, walks},
      {"Framed, length 1", WithLength(framed, 1), reply, kOpen, walks},
      {"Framed, length of half an envelope", WithLength(framed, 8), reply, kOpen, walks},
      {"Framed, length of the envelope", WithLength(framed, kEnvelope), reply, kOpen, walks},
      {"Framed, length of the envelope and 1", WithLength(framed, kEnvelope + 1), unread, kClosed},
      {"Framed, length 1 too small", WithLength(framed, bare.size() - 1), unread, kClosed},
      {"Framed, length 1 too big", WithLength(framed, bare.size() + 1), unread, kClosedAfterFrame},
      {"Framed, length 1,000 too big", WithLength(framed, bare.size() + 1000), unread, kClosedAfterFrame},
      {"Framed, the greatest length", WithLength(framed, kLimit - 4), unread, kClosedAfterFrame},
      {"Framed, length above the limit", WithLength(framed, kLimit - 3), "", kClosed, limit},
      {"Framed, length 2^31-1", WithLength(framed, 0x7fffffff), "", kClosed, limit},
      {"Framed, length -1", WithLength(framed, 0xffffffff), "", kClosed, limit},
      {"Framed, junk behind the struct", FramedMessage(bare + "junk"), reply, kOpen},
      {"TTHeader, length right", tt, reply, kOpen},
      {"TTHeader, LENGTH 0", WithLength(tt, 0), reply, kOpen, walks},
      {"TTHeader, LENGTH within the header", WithLength(tt, 10), reply, kOpen, walks},
      {"TTHeader, LENGTH of header and envelope", WithLength(tt, kBeforePayload + kEnvelope), reply, kOpen, walks},
      {"TTHeader, LENGTH of those and 1", WithLength(tt, kBeforePayload + kEnvelope + 1), unread, kClosed},
      {"TTHeader, LENGTH 1 too small", WithLength(tt, tt.size() - 5), unread, kClosed},
      {"TTHeader, LENGTH 1 too big", WithLength(tt, tt.size() - 3), unread, kClosedAfterFrame},
      {"TTHeader, LENGTH above the limit", WithLength(tt, kLimit), "", kClosed, limit},
      {"TTHeader, LENGTH -1", WithLength(tt, 0xffffffff), "", kClosed, limit},
      {"TTHeaderFramed, LENGTH 0", WithLength(both, 0), reply, kOpen, "the frame's own length holds; as Kitex"},
      {"TTHeaderFramed, LENGTH 1 too small", WithLength(both, both.size() - 5), reply, kOpen},
      {"TTHeaderFramed, LENGTH 1 too big", WithLength(both, both.size() - 3), reply, kOpen},
      {"TTHeaderFramed, LENGTH -1", WithLength(both, 0xffffffff), reply, kOpen},
      {"TTHeaderFramed, frame length 0", inner(0), reply, kOpen, walks},
      {"TTHeaderFramed, frame length of the envelope and 1", inner(kEnvelope + 1), unread, kClosed},
      {"TTHeaderFramed, frame length 1 too big", inner(bare.size() + 1), unread, kClosedAfterFrame},
      {"TTHeaderFramed, frame length 2^31-1", inner(0x7fffffff), "", kClosed, limit},
      {"TTHeaderFramed, frame length -1", inner(0xffffffff), "", kClosed, limit},
      {"TTHeaderFramed, junk behind the frame", Header("0000", framed + "junk is no message"), reply, kClosed,
       "it is taken for the next message; as Kitex"},
      {"Buffered, no stop at the end", bare.substr(0, bare.size() - 1), "", kClosedAfterFrame,
       "nobody knows where the message ends: closed without a reply, as Kitex"},
  };
}

}  // namespace elanus::hostile
