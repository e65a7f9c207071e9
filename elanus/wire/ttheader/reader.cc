// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/ttheader/reader.h"

#include <string>

#include "elanus/base/strcat.h"
#include "elanus/wire/endian.h"
#include "elanus/wire/ttheader/sections.h"

namespace elanus::wire {

namespace {

Status Bad(std::size_t offset, const std::string& expected, const std::string& got) {
  return ApplicationError(AppException::kProtocolError,
                          StrCat("ttheader: at offset ", offset, ": expected ", expected, ", got ", got));
}

bool KnownProtocol(std::uint8_t id) {
  return id == tt_protocol::kThriftBinary || id == tt_protocol::kThriftCompactV2 || id == tt_protocol::kProtobuf ||
         id == tt_protocol::kThriftStruct || id == tt_protocol::kProtobufStruct;
}

}  // namespace

Status ReadTtFixed(std::string_view frame, TtHeader& header, std::string_view& sections) {
  header.size = kTtFixedSize + std::size_t{LoadBig<std::uint16_t>(frame.data() + 12)} * 4;
  header.flags = LoadBig<std::uint16_t>(frame.data() + 6);
  header.sequence_id = static_cast<std::int32_t>(LoadBig<std::uint32_t>(frame.data() + 8));
  header.protocol_id = static_cast<std::uint8_t>(frame[14]);
  if (!KnownProtocol(header.protocol_id)) {
    return Bad(14, "protocol id 0, 3, 4, 16 or 17", StrCat(unsigned{header.protocol_id}));
  }
  const std::size_t transforms = static_cast<unsigned char>(frame[15]);
  const std::size_t begin = kTtFixedSize + 2 + transforms;
  if (begin > header.size) {
    return Bad(15, StrCat("at most ", header.size - kTtFixedSize - 2, " transform ids"), StrCat(transforms));
  }
  sections = frame.substr(begin, header.size - begin);
  return Ok();
}

bool TtSectionReader::Next(TtEntry& entry) {
  while (left_ == 0) {
    if (!BeginSection()) return false;
  }
  --left_;
  entry = TtEntry();
  switch (section_) {
    case tt_section::kStrings:
      return ReadText(entry.key, "key of the string map") && ReadText(entry.value, "value of the string map");
    case tt_section::kInts:
      entry.is_int = true;
      return ReadU16(entry.int_key, "key of the int map") && ReadText(entry.value, "value of the int map");
    default: entry.key = tt_string::kAclToken; return ReadText(entry.value, "ACL token");
  }
}

// Passes padding and the head of a section, which may have no entries.
bool TtSectionReader::BeginSection() {
  while (at_ < sections_.size() && static_cast<std::uint8_t>(sections_[at_]) == tt_section::kPadding) ++at_;
  if (at_ == sections_.size() || !status_.ok()) return false;
  section_ = static_cast<std::uint8_t>(sections_[at_++]);
  if (section_ == tt_section::kAclToken) {
    left_ = 1;
    return true;
  }
  if (section_ != tt_section::kStrings && section_ != tt_section::kInts) {
    status_ = Bad(offset_ + at_ - 1, "info id 0, 1, 16 or 17", StrCat(unsigned{section_}));
    return false;
  }
  std::uint16_t count = 0;
  if (!ReadU16(count, "count of a section")) return false;
  left_ = count;
  return true;
}

void TtSectionReader::Expected(std::string_view what, std::size_t size) {
  status_ = Bad(offset_ + at_, StrCat(size, " bytes for the ", what), StrCat(sections_.size() - at_));
  at_ = sections_.size();
  left_ = 0;
}

bool TtSectionReader::ReadU16(std::uint16_t& v, std::string_view what) {
  if (sections_.size() - at_ < 2) {
    Expected(what, 2);
    return false;
  }
  v = LoadBig<std::uint16_t>(sections_.data() + at_);
  at_ += 2;
  return true;
}

bool TtSectionReader::ReadText(std::string_view& text, std::string_view what) {
  std::uint16_t size = 0;
  if (!ReadU16(size, what)) return false;
  if (sections_.size() - at_ < size) {
    Expected(what, size);
    return false;
  }
  text = sections_.substr(at_, size);
  at_ += size;
  return true;
}

}  // namespace elanus::wire
