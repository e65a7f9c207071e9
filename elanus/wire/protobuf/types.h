// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// How Protobuf marks a field on the wire (README.md here).
#pragma once

#include <cstdint>
#include <string_view>

namespace elanus::wire {

enum class WireType : std::uint8_t {
  kVarint = 0,
  kFixed64 = 1,
  kBytes = 2,  // string, bytes, message, packed scalars
  kGroupBegin = 3,
  kGroupEnd = 4,
  kFixed32 = 5,
};

// "varint"; "unknown" for other numbers.
std::string_view WireTypeName(WireType type);

class ProtoField {
 public:
  std::uint32_t number = 0;
  WireType type = WireType::kVarint;
};

}  // namespace elanus::wire
