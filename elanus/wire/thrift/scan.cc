// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/thrift/scan.h"

#include <algorithm>
#include <climits>

#include "elanus/base/check.h"
#include "elanus/base/strcat.h"
#include "elanus/wire/endian.h"

namespace elanus::wire {

namespace {

// Bytes of a value that must be there to know how it goes on.
std::size_t HeadSize(TType type) {
  switch (type) {
    case TType::kString: return 4;
    case TType::kMap: return 6;
    case TType::kSet:
    case TType::kList: return 5;
    default: return 0;
  }
}

}  // namespace

StructScanner::StructScanner(const Limits& limits)
    : max_bytes_(limits.message_bytes), max_depth_(std::min(limits.depth, kMaxDepth)) {
  Reset();
}

void StructScanner::Reset() {
  at_ = 0;
  pending_ = 0;
  error_ = Status();
  open_ = 1;
  levels_[0] = {true, TType::kStop, TType::kStop, 0};
}

bool StructScanner::Expected(const std::string& expected, const std::string& got) {
  error_ = ApplicationError(AppException::kProtocolError,
                            StrCat("thrift: at offset ", at_, ": expected ", expected, ", got ", got));
  return false;
}

Found StructScanner::Feed(std::string_view bytes) {
  ELANUS_CHECK(bytes.size() >= at_, "the buffer shrank: ", bytes.size(), " bytes after ", at_);
  while (open_ > 0 && error_.ok() && PassPending(bytes.size())) {
    Level& top = levels_[open_ - 1];
    const std::string_view rest = bytes.substr(at_);
    if (!(top.is_struct ? StepField(rest) : StepElement(rest, top))) break;
    if (at_ + pending_ > max_bytes_) {
      Expected(StrCat("a struct of at most ", max_bytes_, " bytes"), StrCat("at least ", at_ + pending_));
    }
  }
  if (!error_.ok()) return error_;
  return open_ == 0 ? at_ : kMore;
}

bool StructScanner::PassPending(std::size_t size) {
  const std::size_t here = std::min(pending_, size - at_);
  at_ += here;
  pending_ -= here;
  return pending_ == 0;
}

bool StructScanner::StepField(std::string_view rest) {
  if (rest.empty()) return false;
  const auto type = static_cast<TType>(rest[0]);
  if (type != TType::kStop) return BeginValue(type, 3, rest);
  ++at_;
  --open_;
  return true;
}

bool StructScanner::StepElement(std::string_view rest, Level& level) {
  if (level.left == 0) {
    --open_;
    return true;
  }
  if (!BeginValue(level.left % 2 == 0 ? level.key : level.value, 0, rest)) return false;
  --level.left;
  return true;
}

// Passes the header of the field, when the value is one, and the head of the value.
bool StructScanner::BeginValue(TType type, std::size_t field_size, std::string_view rest) {
  if (MinWireSize(type) == 0) {
    return Expected("a data type of Thrift", StrCat("unknown data type ", static_cast<unsigned>(type)));
  }
  const std::size_t head_size = field_size + HeadSize(type);
  if (rest.size() < head_size) return false;
  const char* head = rest.data() + field_size;
  at_ += head_size;
  switch (type) {
    case TType::kString: {
      const auto size = LoadBig<std::uint32_t>(head);
      if (size > INT_MAX) return Expected("the length of a string", StrCat(static_cast<std::int32_t>(size)));
      pending_ = size;
      return true;
    }
    case TType::kStruct: return Push({true, TType::kStop, TType::kStop, 0});
    case TType::kMap:
      return BeginContainer({false, static_cast<TType>(head[0]), static_cast<TType>(head[1]), 2},
                            LoadBig<std::uint32_t>(head + 2));
    case TType::kSet:
    case TType::kList:
      return BeginContainer({false, static_cast<TType>(head[0]), static_cast<TType>(head[0]), 1},
                            LoadBig<std::uint32_t>(head + 1));
    default: pending_ = FixedWireSize(type); return true;
  }
}

// `level.left` comes as the number of values of one element.
bool StructScanner::BeginContainer(Level level, std::uint32_t count) {
  if (count > INT_MAX) return Expected("the count of a container", StrCat(static_cast<std::int32_t>(count)));
  level.left *= count;
  const std::size_t size = FixedWireSize(level.value);
  const bool fixed = size != 0 && level.key == level.value;
  if (!Push(level)) return false;
  if (fixed) {
    --open_;
    pending_ = level.left * size;
  }
  return true;
}

bool StructScanner::Push(const Level& level) {
  if (open_ > max_depth_) {
    return Expected(StrCat("at most ", max_depth_, " levels of structs and containers"), "more: depth limit exceeded");
  }
  levels_[open_++] = level;
  return true;
}

}  // namespace elanus::wire
