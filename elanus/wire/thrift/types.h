// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The type ids of Thrift Binary (wire.md 1.2) and what is known of a value from its type alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace elanus::wire {

// Other numbers never occur; a value of such a type cannot even be skipped. An enum is an i32.
enum class TType : std::uint8_t {
  kStop = 0,
  kBool = 2,
  kByte = 3,
  kDouble = 4,
  kI16 = 6,
  kI32 = 8,
  kI64 = 10,
  kString = 11,  // and binary
  kStruct = 12,  // and union, exception
  kMap = 13,
  kSet = 14,
  kList = 15,
};

// "i32"; "unknown" for other numbers.
std::string_view TTypeName(TType type);

namespace thrift_sizes {
// By type id: the bytes of a value of fixed length, else 0.
inline constexpr std::uint8_t kFixed[16] = {0, 0, 1, 1, 8, 0, 2, 0, 4, 0, 8, 0, 0, 0, 0, 0};
// By type id: the fewest bytes that a value has, 0 for a type that does not exist.
inline constexpr std::uint8_t kMin[16] = {0, 0, 1, 1, 8, 0, 2, 0, 4, 0, 8, 4, 1, 6, 5, 5};
}  // namespace thrift_sizes

// Bytes of each value of this type; 0 when they differ or the type does not exist.
inline std::size_t FixedWireSize(TType type) {
  const auto id = static_cast<std::uint8_t>(type);
  return id < 16 ? thrift_sizes::kFixed[id] : 0;
}
// The fewest bytes of a value of this type; 0 when the type does not exist. A count of elements that the
// bytes at hand cannot hold is found with it before anything is allocated.
inline std::size_t MinWireSize(TType type) {
  const auto id = static_cast<std::uint8_t>(type);
  return id < 16 ? thrift_sizes::kMin[id] : 0;
}

// The header of a field. Ids may be negative.
struct Field {
  TType type = TType::kStop;
  std::int16_t id = 0;
};

// The header of a list or set (`value` only) or of a map, for readers that have no schema.
struct ContainerHeader {
  TType key = TType::kStop;
  TType value = TType::kStop;
  std::size_t count = 0;
};

}  // namespace elanus::wire
