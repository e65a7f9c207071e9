// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// For the tests and fuzz targets of the sessions: sinks that write down what they are told, and a decoder of message
// bytes of its own (not the library's) that puts the entries of headers, which have no order, into one.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "elanus/base/bytes.h"
#include "elanus/base/strcat.h"
#include "elanus/session/session.h"

namespace elanus::protocol {

inline std::string Hex(std::string_view bytes) {
  std::string out;
  for (const unsigned char c : bytes) {
    out += "0123456789abcdef"[c >> 4];
    out += "0123456789abcdef"[c & 15];
  }
  return out;
}

// Anything but hex digits is passed over.
inline std::string Unhex(std::string_view hex) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  int high = -1;
  for (const char c : hex) {
    const std::size_t digit = kDigits.find(c);
    if (digit == kDigits.npos) continue;
    if (high >= 0) out.push_back(static_cast<char>(high << 4 | static_cast<int>(digit)));
    high = high >= 0 ? -1 : static_cast<int>(digit);
  }
  return out;
}

// "ping" with its 4 bytes of length: for messages written by hand.
inline std::string Big32(std::uint32_t v) {
  return {static_cast<char>(v >> 24), static_cast<char>(v >> 16), static_cast<char>(v >> 8), static_cast<char>(v)};
}
inline std::string Text32(std::string_view text) {
  return Big32(static_cast<std::uint32_t>(text.size())) + std::string(text);
}

inline std::string Describe(const Metadata& metadata) {
  static constexpr std::string_view kKinds[] = {"transient ", "persistent ", "backward ", "plain ", "trailer "};
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < metadata.size(); ++i) {
    const Metadata::Entry entry = metadata.at(i);
    lines.push_back(StrCat(kKinds[static_cast<int>(entry.kind)], entry.key, "=", entry.value));
  }
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (const std::string& line : lines) out += StrCat(" [", line, "]");
  return out;
}

// A request that came, on its own.
class SeenCall {
 public:
  session::CallId id;
  session::RequestHead head;  // its views are into `texts`
  Metadata metadata;
  std::string body;
  std::string text;  // all of it, to compare and to print
  std::deque<std::string> texts;
};

class ServerRecorder final : public session::ServerSink {
 public:
  bool Opened(session::CallId id, const session::RequestHead& head, Metadata& metadata,
              std::string_view body) override {
    SeenCall call;
    call.id = id;
    call.head = head;
    for (std::string_view* view : {&call.head.service, &call.head.method, &call.head.from_service,
                                   &call.head.from_method, &call.head.to_service, &call.head.real_address}) {
      *view = call.texts.emplace_back(*view);
    }
    call.body = body;
    call.text =
        StrCat(TransportName(head.transport), " ", head.service, "/", head.method, " #", head.sequence_id, " from ",
               head.from_service, "/", head.from_method, " to ", head.to_service, " rip ", head.real_address,
               " timeout ", head.timeout.count(), head.oneway ? " oneway" : "", head.concurrent ? " concurrent" : "",
               " size ", head.wire_size, Describe(metadata), " body ", Hex(body));
    call.metadata = std::move(metadata);
    calls.push_back(std::move(call));
    return calls.size() % stop_after != 0;
  }

  void Unreadable(session::CallId id, const session::RequestHead& head, const Status& why) override {
    unreadable.push_back(StrCat("call ", id, " ", head.service, "/", head.method, " #", head.sequence_id,
                                head.oneway ? " oneway: " : ": ", why.message()));
  }

  std::deque<SeenCall> calls;
  std::deque<std::string> unreadable;
  std::size_t stop_after = SIZE_MAX;
};

class SeenReply {
 public:
  session::CallId id;
  session::ReplyInfo info;
  Metadata metadata;
  std::string body;
  std::string text;
};

class ClientRecorder final : public session::ClientSink {
 public:
  void Replied(session::CallId id, const session::ReplyInfo& info, Metadata& metadata, std::string_view body) override {
    SeenReply reply;
    reply.id = id;
    reply.info = info;
    reply.body = body;
    reply.text = StrCat("call ", id, " ", TransportName(info.transport), " #", info.sequence_id, " ",
                        info.status.ToString(), info.going_away ? " going away" : "", info.broken ? " broken" : "",
                        " size ", info.wire_size, Describe(metadata), " body ", Hex(body));
    reply.metadata = std::move(metadata);
    replies.push_back(std::move(reply));
  }
  void GoingAway() override { ++going_away; }

  std::deque<SeenReply> replies;
  int going_away = 0;
};

// Feeds `bytes` in pieces of `chunk`; what the session leaves is given again with the next piece, and at the end until
// nothing more is taken.
template <class Session, class Sink>
Status FeedIn(Session& session, Sink& sink, std::string_view bytes, std::size_t chunk) {
  Bytes in;
  while (true) {
    const std::size_t before = in.size();
    const std::string_view piece = bytes.substr(0, chunk);
    bytes.remove_prefix(piece.size());
    if (!piece.empty()) in.Append(piece);
    if (Status status = session.Feed(in, sink); !status.ok()) return status;
    if (piece.empty() && in.size() == before) return Ok();
  }
}

using Strings = std::vector<std::pair<std::string, std::string>>;

// A TTHeader written by hand. No member is left to chance: it is made with designated initialisers.
struct TtFields {
  std::uint16_t flags = 0;
  std::int32_t sequence_id = 11;
  std::uint8_t protocol_id = 0;
  std::string acl;
  Strings strings;
  std::vector<std::pair<std::uint16_t, std::string>> ints;
};

inline std::string TtMessage(const TtFields& fields, std::string_view payload) {
  const auto u16 = [](std::size_t v) { return std::string{static_cast<char>(v >> 8), static_cast<char>(v)}; };
  const auto text = [&](std::string_view t) { return u16(t.size()) + std::string(t); };
  std::string info = {static_cast<char>(fields.protocol_id), 0};
  if (!fields.acl.empty()) info += '\x11' + text(fields.acl);
  if (!fields.strings.empty()) info += '\x01' + u16(fields.strings.size());
  for (const auto& [key, value] : fields.strings) info += text(key) + text(value);
  if (!fields.ints.empty()) info += '\x10' + u16(fields.ints.size());
  for (const auto& [key, value] : fields.ints) info += u16(key) + text(value);
  info.append((4 - info.size() % 4) % 4, '\0');
  const std::string message = u16(0x1000) + u16(fields.flags) + Big32(static_cast<std::uint32_t>(fields.sequence_id)) +
                              u16(info.size() / 4) + info + std::string(payload);
  return Text32(message);
}

// A TTHeader message with its entries in order, as text; other messages as hex. Knows well-formed bytes only.
class PlainTtHeader {
 public:
  explicit PlainTtHeader(std::string_view message) : bytes_(message) {}

  std::string Normal() {
    const std::size_t payload = 14 + 4 * U16(12);
    std::string out =
        StrCat("flags ", U16(6), " seq ", Hex(bytes_.substr(8, 4)), " protocol ", Hex(bytes_.substr(14, 2)));
    std::vector<std::string> entries;
    at_ = 16;
    while (at_ < payload) {
      const int section = bytes_[at_++];
      if (section == 0) continue;
      if (section == 0x11) {
        entries.push_back(StrCat("acl ", Text()));
        continue;
      }
      for (std::size_t left = Next16(); left > 0; --left) {
        const std::string key = section == 1 ? Text() : StrCat("int ", Next16());
        entries.push_back(StrCat(key, "=", Text()));
      }
    }
    std::sort(entries.begin(), entries.end());
    for (const std::string& entry : entries) out += StrCat("\n  ", entry);
    return StrCat(out, "\n  header ", payload, "\n  ", Hex(bytes_.substr(payload)));
  }

 private:
  std::size_t U16(std::size_t at) const {
    return static_cast<std::size_t>(static_cast<unsigned char>(bytes_[at])) << 8 |
           static_cast<unsigned char>(bytes_[at + 1]);
  }
  std::size_t Next16() {
    at_ += 2;
    return U16(at_ - 2);
  }
  std::string Text() {
    const std::size_t size = Next16();
    at_ += size;
    return std::string(bytes_.substr(at_ - size, size));
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
};

inline std::string Normal(std::string_view message) {
  if (message.size() > 16 && message.substr(4, 2) == std::string_view("\x10\0", 2)) {
    return StrCat(Hex(message.substr(0, 4)), " ", PlainTtHeader(message).Normal());
  }
  return Hex(message);
}

}  // namespace elanus::protocol
