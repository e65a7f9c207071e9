// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/ttheader/writer.h"

#include <climits>

#include "elanus/wire/crc32c.h"
#include "elanus/wire/endian.h"
#include "elanus/wire/ttheader/sections.h"

namespace elanus::wire {

namespace {

Status TooLong(std::string_view what, std::size_t most, std::size_t got) {
  return ApplicationError(AppException::kProtocolError,
                          StrCat("ttheader: expected ", what, " of at most ", most, ", got ", got));
}

bool IsAclToken(std::string_view prefix, std::string_view key) {
  return prefix.size() + key.size() == tt_string::kAclToken.size() && tt_string::kAclToken.starts_with(prefix) &&
         tt_string::kAclToken.ends_with(key);
}

}  // namespace

TtHeaderWriter::TtHeaderWriter(Bytes& out, std::uint16_t flags, std::int32_t sequence_id, std::uint8_t protocol_id)
    : out_(out) {
  frame_.begin = out.size();
  char* to = out.Reserve(kTtFixedSize + 2);
  StoreBig<std::uint32_t>(to, 0);
  StoreBig<std::uint16_t>(to + 4, kTtMagic);
  StoreBig<std::uint16_t>(to + 6, flags);
  StoreBig<std::uint32_t>(to + 8, static_cast<std::uint32_t>(sequence_id));
  StoreBig<std::uint16_t>(to + 12, 0);
  to[14] = static_cast<char>(protocol_id);
  to[15] = 0;  // no transforms
  out.Commit(kTtFixedSize + 2);
}

void TtHeaderWriter::PutByte(std::uint8_t v) {
  *out_.Reserve(1) = static_cast<char>(v);
  out_.Commit(1);
}

void TtHeaderWriter::PutU16(std::uint16_t v) {
  StoreBig(out_.Reserve(2), v);
  out_.Commit(2);
}

void TtHeaderWriter::PutText(std::string_view prefix, std::string_view text) {
  const std::size_t size = prefix.size() + text.size();
  if (size > UINT16_MAX) {
    frame_.status = TooLong("a key or value in bytes", UINT16_MAX, size);
    return;
  }
  PutU16(static_cast<std::uint16_t>(size));
  if (!prefix.empty()) out_.Append(prefix);
  if (!text.empty()) out_.Append(text);
}

void TtHeaderWriter::BeginEntry(std::uint8_t section) {
  if (section_ != section) {
    EndSection();
    section_ = section;
    section_begin_ = out_.size();
    PutByte(section);
    PutU16(0);
  }
  ++entries_;
}

void TtHeaderWriter::EndSection() {
  if (section_ == 0) return;
  if (entries_ > UINT16_MAX) frame_.status = TooLong("entries in a section", UINT16_MAX, entries_);
  StoreBig<std::uint16_t>(out_.data() + section_begin_ + 1, static_cast<std::uint16_t>(entries_));
  section_ = 0;
  entries_ = 0;
}

void TtHeaderWriter::String(std::string_view prefix, std::string_view key, std::string_view value) {
  if (IsAclToken(prefix, key)) {
    EndSection();
    PutByte(tt_section::kAclToken);
    PutText({}, value);
    return;
  }
  BeginEntry(tt_section::kStrings);
  PutText(prefix, key);
  PutText({}, value);
}

void TtHeaderWriter::Int(TtKey key, std::string_view value) {
  BeginEntry(tt_section::kInts);
  PutU16(static_cast<std::uint16_t>(key));
  PutText({}, value);
}

void TtHeaderWriter::Checksum() {
  String(tt_string::kChecksum, View(ToText(0)));
  frame_.checksum = out_.size() - Crc32cText().size();
}

TtFrame TtHeaderWriter::End() {
  EndSection();
  const std::size_t counted = frame_.begin + kTtFixedSize;
  while ((out_.size() - counted) % 4 != 0) PutByte(tt_section::kPadding);
  frame_.payload = out_.size();
  const std::size_t words = (frame_.payload - counted) / 4;
  if (words > UINT16_MAX) frame_.status = TooLong("a header in words of 4 bytes", UINT16_MAX, words);
  StoreBig<std::uint16_t>(out_.data() + counted - 2, static_cast<std::uint16_t>(words));
  return frame_;
}

Status EndTtFrame(Bytes& out, const TtFrame& frame) {
  if (!frame.status.ok()) return frame.status;
  const std::size_t length = out.size() - frame.begin - 4;
  if (length > INT_MAX) return TooLong("a frame in bytes", INT_MAX, length);
  char* begin = out.data() + frame.begin;
  StoreBig<std::uint32_t>(begin, static_cast<std::uint32_t>(length));
  if (frame.checksum != 0) {
    const Crc32cText text = ToText(Crc32c(out.view().substr(frame.payload)));
    std::memcpy(out.data() + frame.checksum, text.data(), text.size());
  }
  return Ok();
}

}  // namespace elanus::wire
