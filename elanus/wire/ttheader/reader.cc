// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/ttheader/reader.h"

#include <string>

#include "elanus/base/strcat.h"

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

bool TtSectionReader::Expected(const char* what, std::size_t size) {
  status_ = Bad(offset_ + at_, StrCat(size, " bytes for the ", what), StrCat(sections_.size() - at_));
  at_ = sections_.size();
  left_ = 0;
  return false;
}

}  // namespace elanus::wire
