// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// CRC-32C (Castagnoli), the checksum of TTHeader payloads (wire.md 3.7).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace elanus::wire {

std::uint32_t Crc32c(std::string_view bytes);

// As it travels: 8 lower-case hex digits. Peers compare the text, so upper case is another value.
using Crc32cText = std::array<char, 8>;
Crc32cText ToText(std::uint32_t crc);
inline std::string_view View(const Crc32cText& text) { return {text.data(), text.size()}; }

}  // namespace elanus::wire
