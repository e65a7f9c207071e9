// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/kitex/request_head.h"

#include <algorithm>
#include <charconv>

#include "elanus/protocol/kitex/checksum.h"
#include "elanus/protocol/kitex/header_entries.h"
#include "elanus/protocol/kitex/metainfo.h"
#include "elanus/protocol/kitex/outgoing.h"

namespace elanus::protocol {

namespace {

using wire::TtKey;

// The strings that are no metadata.
class Reserved {
 public:
  bool Take(std::string_view key, std::string_view value) {
    std::string_view* const to = key == wire::tt_string::kServiceName   ? &service
                                 : key == wire::tt_string::kRealAddress ? &real_address
                                 : key == wire::tt_string::kChecksum    ? &checksum
                                                                        : nullptr;
    if (to != nullptr) *to = value;
    return to != nullptr;
  }
  std::string_view service;
  std::string_view real_address;
  std::string_view checksum;
};

// Kitex ignores a timeout that it cannot read; so do we. No timeout is 0.
Duration ReadMilliseconds(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value <= 0) return Duration(0);
  constexpr std::int64_t kMost = INT64_MAX / 1'000'000;
  return std::chrono::milliseconds(std::min(value, kMost));
}

// Rounded up: a timeout below a millisecond must not become "none", and a server must not give up before its caller.
void WriteMilliseconds(TtKey key, Duration value, wire::TtHeaderWriter& header) {
  if (value.count() <= 0) return;
  char digits[24];
  const std::int64_t ms = value.count() / 1'000'000 + (value.count() % 1'000'000 > 0 ? 1 : 0);
  const char* const end = std::to_chars(digits, digits + sizeof digits, ms).ptr;
  header.Int(key, {digits, static_cast<std::size_t>(end - digits)});
}

}  // namespace

Status ReadRequestHead(const Incoming& message, const session::SessionOptions& options, session::RequestHead& head,
                       Metadata& metadata) {
  wire::TtHeader header;
  Reserved reserved;
  const auto read = [&](std::string_view key, std::string_view value) {
    if (!reserved.Take(key, value)) AddForward(key, value, metadata);
  };
  if (Status status = ReadHeaderEntries(message, header, read); !status.ok()) return status;
  head.service = reserved.service;
  head.real_address = reserved.real_address;
  head.from_service = header.Int(TtKey::kFromService);
  head.from_method = header.Int(TtKey::kFromMethod);
  head.to_service = header.Int(TtKey::kToService);
  head.timeout = ReadMilliseconds(header.Int(TtKey::kRpcTimeout));
  head.concurrent = (header.flags & wire::tt_flag::kOutOfOrder) != 0;
  head.method = message.head.method;
  head.sequence_id = message.head.sequence_id;  // not the header's: wire.md 3.1
  head.oneway = message.head.type == wire::MessageType::kOneway;
  head.transport = message.transport;
  head.payload = message.payload;
  head.wire_size = message.size;
  return options.checksum ? VerifyChecksum(reserved.checksum, message.checked) : Ok();
}

void WriteRequestHead(const session::CallHead& head, Transport transport, const session::SessionOptions& options,
                      wire::TtHeaderWriter& header) {
  if (head.metadata != nullptr) {
    const std::string_view token = head.metadata->Find(MetaKind::kTransient, kAclTokenKey);
    if (!token.empty()) header.String(wire::tt_string::kAclToken, token);
    ForEachForward(*head.metadata, [&](std::string_view prefix, std::string_view key, std::string_view value) {
      header.String(prefix, key, value);
    });
  }
  if (options.meta_handlers && !head.service.empty()) header.String(wire::tt_string::kServiceName, head.service);
  if (options.checksum) header.Checksum();
  if (!options.meta_handlers) return;
  header.Int(TtKey::kTransportType, HasFrame(transport) ? "framed" : "unframed");
  header.Int(TtKey::kFromService, head.from_service);
  header.Int(TtKey::kFromMethod, head.from_method);  // even when empty, as Kitex
  header.Int(TtKey::kToService, head.to_service);
  header.Int(TtKey::kToMethod, head.method);
  header.Int(TtKey::kMsgType, head.oneway ? "4" : "1");
  WriteMilliseconds(TtKey::kRpcTimeout, head.timeout, header);
  WriteMilliseconds(TtKey::kConnectTimeout, head.connect_timeout, header);
}

}  // namespace elanus::protocol
