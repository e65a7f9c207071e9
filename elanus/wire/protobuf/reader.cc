// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/protobuf/reader.h"

#include <utility>

#include "elanus/base/strcat.h"

namespace elanus::wire {

std::string_view WireTypeName(WireType type) {
  switch (type) {
    case WireType::kVarint: return "varint";
    case WireType::kFixed64: return "fixed64";
    case WireType::kBytes: return "bytes";
    case WireType::kGroupBegin: return "begin of a group";
    case WireType::kGroupEnd: return "end of a group";
    case WireType::kFixed32: return "fixed32";
  }
  return "unknown";
}

void ProtoReader::Fail(Status status) {
  if (status_.ok()) status_ = std::move(status);
  at_ = end_;
}

void ProtoReader::Expected(std::size_t offset, const std::string& expected, const std::string& got) {
  Fail(ApplicationError(AppException::kProtocolError,
                        StrCat("protobuf: at offset ", offset, ": expected ", expected, ", got ", got)));
}

void ProtoReader::Short(std::size_t size, std::string_view what) {
  if (ok()) Expected(offset(), StrCat(size, " bytes for ", what), StrCat(remaining()));
}

void ProtoReader::TooDeep() {
  if (!ok()) return;
  Fail(ApplicationError(AppException::kProtocolError,
                        StrCat("protobuf: at offset ", offset(), ": depth limit exceeded by nested messages")));
}

bool ProtoReader::Next(ProtoField& field) {
  if (at_ == end_) return false;
  const std::size_t at = offset();
  const std::uint64_t tag = ReadVarint();
  if (!ok()) return false;
  field.number = static_cast<std::uint32_t>(tag >> 3);
  field.type = static_cast<WireType>(tag & 7);
  if (tag <= UINT32_MAX && field.number != 0 && field.type <= WireType::kFixed32) return true;
  Expected(at, "a tag with a field number from 1 to 536870911 and a wire type from 0 to 5",
           StrCat("number ", tag >> 3, ", type ", tag & 7));
  return false;
}

std::uint64_t ProtoReader::ReadLongVarint() {
  const char* p = at_;
  std::uint64_t v = 0;
  for (int shift = 0; p != end_; shift += 7) {
    const auto byte = static_cast<unsigned char>(*p++);
    if (shift == 63 && byte > 1) {
      Expected(offset(), "a varint of at most 64 bits in 10 bytes", "more");
      return 0;
    }
    v |= std::uint64_t{byte & 0x7fu} << shift;
    if (byte < 0x80) {
      at_ = p;
      return v;
    }
  }
  if (ok()) Expected(offset(), "a varint", StrCat("the end of the message after ", remaining(), " bytes"));
  return 0;
}

std::string_view ProtoReader::ReadBytes() {
  const std::size_t at = offset();
  const std::uint64_t size = ReadVarint();
  if (size > remaining()) {
    Expected(at, StrCat("a value of ", size, " bytes"), StrCat(remaining(), " bytes"));
    return {at_, 0};
  }
  const std::string_view value(at_, size);
  at_ += size;
  return value;
}

void ProtoReader::Skip(ProtoField field) {
  if (field.type == WireType::kGroupBegin) return SkipGroup(field.number);
  SkipValue(field);
}

void ProtoReader::SkipValue(ProtoField field) {
  switch (field.type) {
    case WireType::kVarint: ReadVarint(); return;
    case WireType::kFixed64: ReadFixed64(); return;
    case WireType::kFixed32: ReadFixed32(); return;
    case WireType::kBytes: ReadBytes(); return;
    default:
      if (ok()) Expected(offset(), "a value", StrCat(WireTypeName(field.type), " of field ", field.number));
  }
}

// Calls itself, at most `depth` times.
void ProtoReader::SkipGroup(std::uint32_t number) {
  if (depth_left_ <= 0) return TooDeep();
  --depth_left_;
  bool ended = false;
  for (ProtoField field; !ended && Next(field);) {
    ended = field.type == WireType::kGroupEnd;
    if (!ended) {
      Skip(field);
    } else if (field.number != number) {
      Expected(offset(), StrCat("the end of group ", number), StrCat("that of group ", field.number));
    }
  }
  if (!ended && ok()) Expected(offset(), StrCat("the end of group ", number), "the end of the message");
  ++depth_left_;
}

}  // namespace elanus::wire
