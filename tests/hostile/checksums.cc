// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/crc32c.h"
#include "tests/hostile/bytes.h"
#include "tests/hostile/table.h"

namespace elanus::hostile {

std::vector<Row> Checksums() {
  using enum Ends;
  const std::string framed = FramedMessage(Ping());
  const auto crc = [](const std::string& of) { return std::string(wire::View(wire::ToText(wire::Crc32c(of)))); };
  const auto with = [&](const std::string& text) { return Header("0000" + StringEntry("crc32c", text), framed); };
  const std::string right = crc(framed);
  std::string upper = right;
  for (char& c : upper) c = c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
  const std::string good = with(right), reply = "reply Ping 7";
  return {
      {"the right checksum", good, reply, kOpen},
      {"no checksum", Header("0000", framed), reply, kOpen, "checked only when it came, as in Kitex"},
      {"an empty checksum", with(""), reply, kOpen},
      {"a wrong checksum", with("00000000"), "", kClosed},
      {"the right checksum in upper case", with(upper), "", kClosed, "compared as text, as in Kitex"},
      {"7 digits", with(right.substr(0, 7)), "", kClosed},
      {"9 digits", with(right + "0"), "", kClosed},
      {"words", with("not a checksum"), "", kClosed},
      {"the checksum of the message without its frame", with(crc(Ping())), "", kClosed},
      {"a byte of the payload changed", Patched(good, good.size() - 2, "6a"), "", kClosed},
      {"two checksums, the last right",
       Header("0000" + StringEntry("crc32c", "0") + StringEntry("crc32c", right), framed), reply, kOpen,
       "the last counts"},
      {"LENGTH 1 too big", WithLength(good, good.size() - 3), "", kClosedAfterFrame,
       "the payload is needed first: closed without a reply, as Kitex"},
      {"LENGTH 1 too small", WithLength(good, good.size() - 5), "", kClosed},
      {"LENGTH 0", WithLength(good, 0), "", kClosed},
      {"LENGTH above the limit", WithLength(good, std::size_t{64} << 20), "", kClosed},
      {"half a payload, then nothing", good.substr(0, good.size() - 4), "", kClosedAfterFrame},
      {"Framed, which has no checksum", framed, reply, kOpen},
  };
}

}  // namespace elanus::hostile
