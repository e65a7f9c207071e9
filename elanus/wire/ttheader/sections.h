// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The ids of the info sections of a TTHeader (wire.md 3.4); only its writer and reader need them.
#pragma once

#include <cstdint>

namespace elanus::wire::tt_section {

inline constexpr std::uint8_t kPadding = 0x00;
inline constexpr std::uint8_t kStrings = 0x01;
inline constexpr std::uint8_t kInts = 0x10;
inline constexpr std::uint8_t kAclToken = 0x11;

}  // namespace elanus::wire::tt_section
