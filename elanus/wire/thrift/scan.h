// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Finds the end of a bare struct in a buffer that still grows: Buffered messages say nowhere how long they
// are (wire.md 2). It remembers where it stands, so each byte is looked at once however small the pieces
// are in which it comes (a header of at most 9 bytes may be looked at again).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "elanus/base/limits.h"
#include "elanus/wire/found.h"
#include "elanus/wire/thrift/types.h"

namespace elanus::wire {

// Accepts what Reader::Skip accepts. Memory is constant: about 1 KiB. Limits: `depth`, of which at most
// kMaxDepth counts, and `message_bytes`. Not thread-safe.
class StructScanner {
 public:
  static constexpr int kMaxDepth = 64;

  explicit StructScanner(const Limits& limits = {});

  // `bytes` are all bytes from the begin of the struct: those of the last call and more. The size of the
  // struct, kMore, or an error of type 7 (protocol error). An error stays.
  // Reset before the next struct.
  Found Feed(std::string_view bytes);
  void Reset();

 private:
  // A struct or container that is open. A map counts keys and values: an even number left means a key.
  struct Level {
    bool is_struct;
    TType key;
    TType value;
    std::uint64_t left;
  };

  // Each takes one step and is true, or false when bytes are missing or something is wrong (error_).
  bool PassPending(std::size_t size);
  bool StepField(std::string_view rest);
  bool StepElement(std::string_view rest, Level& level);
  bool BeginValue(TType type, std::size_t field_size, std::string_view rest);
  bool BeginContainer(Level level, std::uint32_t count);
  bool Push(const Level& level);
  bool Expected(const std::string& expected, const std::string& got);

  std::size_t max_bytes_;
  int max_depth_;
  std::size_t at_ = 0;       // bytes passed
  std::size_t pending_ = 0;  // bytes to pass unseen: of a string or scalars
  Status error_;
  int open_ = 0;  // levels in use
  std::array<Level, kMaxDepth + 1> levels_;
};

}  // namespace elanus::wire
