// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/kitex/reply_head.h"

#include <charconv>

#include "elanus/protocol/kitex/biz_extra.h"
#include "elanus/protocol/kitex/header_entries.h"

namespace elanus::protocol {

namespace {

// The keys that only the protocol itself writes.
bool IsReserved(std::string_view key) {
  namespace names = wire::tt_string;
  return key == names::kBizStatus || key == names::kBizMessage || key == names::kBizExtra || key == names::kChecksum ||
         key == names::kConnectionReset;
}

void WriteBiz(const Biz& biz, wire::TtHeaderWriter& header) {
  char digits[16];
  const char* const end = std::to_chars(digits, digits + sizeof digits, biz.code).ptr;
  header.String(wire::tt_string::kBizStatus, {digits, static_cast<std::size_t>(end - digits)});
  header.String(wire::tt_string::kBizMessage, biz.message);
  if (biz.extra.empty()) return;
  Bytes json;
  AppendBizExtra(biz.extra, json);
  header.String(wire::tt_string::kBizExtra, json.view());
}

}  // namespace

Status ReplyEntries::biz() const {
  std::string_view digits = biz_status;
  if (digits.starts_with('+')) digits.remove_prefix(1);
  std::int32_t code = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code);
  if (error != std::errc() || end != digits.data() + digits.size() || code == 0) return Ok();
  return BizError(code, std::string(biz_message), ParseBizExtra(biz_extra).value_or(Biz().extra));
}

Status ReadReplyHead(const Incoming& message, ReplyEntries& entries, Metadata& metadata) {
  wire::TtHeader header;
  Status status = ReadHeaderEntries(message, header, [&](std::string_view key, std::string_view value) {
    if (key == wire::tt_string::kBizStatus) {
      entries.biz_status = value;
    } else if (key == wire::tt_string::kBizMessage) {
      entries.biz_message = value;
    } else if (key == wire::tt_string::kBizExtra) {
      entries.biz_extra = value;
    } else if (key == wire::tt_string::kChecksum) {
      entries.checksum = value;
    } else if (key == wire::tt_string::kConnectionReset) {
      entries.going_away = true;  // whatever its value is
    } else {
      metadata.Add(MetaKind::kBackward, key, value);
    }
  });
  entries.sequence_id = message.tt_header.empty() ? message.head.sequence_id : header.sequence_id;
  return status;
}

void WriteReplyHead(const session::ReplyHead& head, wire::MessageType type, const session::SessionOptions& options,
                    wire::TtHeaderWriter& header) {
  for (std::size_t i = 0; head.backward != nullptr && i < head.backward->size(); ++i) {
    const Metadata::Entry entry = head.backward->at(i);
    if (entry.kind == MetaKind::kBackward && !IsReserved(entry.key)) header.String(entry.key, entry.value);
  }
  if (options.meta_handlers) {
    if (head.biz != nullptr && type == wire::MessageType::kReply) WriteBiz(*head.biz, header);
    if (head.going_away) header.String(wire::tt_string::kConnectionReset, "1");
  }
  if (options.checksum) header.Checksum();
  if (options.meta_handlers) header.Int(wire::TtKey::kMsgType, type == wire::MessageType::kReply ? "2" : "3");
}

}  // namespace elanus::protocol
