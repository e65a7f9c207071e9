// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Integers in memory that need not be aligned: big-endian for Thrift and TTHeader, little-endian for
// Protobuf's fixed-width fields. Each compiles to one load or store.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace elanus::wire {

static_assert(std::endian::native == std::endian::little, "the loads and stores below swap for little-endian machines");

inline std::uint16_t Swapped(std::uint16_t v) { return __builtin_bswap16(v); }
inline std::uint32_t Swapped(std::uint32_t v) { return __builtin_bswap32(v); }
inline std::uint64_t Swapped(std::uint64_t v) { return __builtin_bswap64(v); }

// U is std::uint16_t, std::uint32_t or std::uint64_t; `from` and `to` have room for sizeof(U) bytes.
template <class U>
U LoadLittle(const char* from) {
  U v;
  std::memcpy(&v, from, sizeof v);
  return v;
}
template <class U>
U LoadBig(const char* from) {
  return Swapped(LoadLittle<U>(from));
}
template <class U>
void StoreLittle(char* to, U v) {
  std::memcpy(to, &v, sizeof v);
}
template <class U>
void StoreBig(char* to, U v) {
  StoreLittle<U>(to, Swapped(v));
}

}  // namespace elanus::wire
