// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The prefix of each message in gRPC's DATA: a flag and a length.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "elanus/wire/endian.h"

namespace elanus::wire {

class GrpcPrefix {
 public:
  static constexpr std::size_t kSize = 5;

  GrpcPrefix() = default;
  GrpcPrefix(bool compressed, std::uint32_t size) : compressed(compressed), size(size) {}
  // Of at least kSize bytes. Flags other than 1 pass for 0, as in Kitex.
  static GrpcPrefix Read(const char* at) { return GrpcPrefix(at[0] == 1, LoadBig<std::uint32_t>(at + 1)); }
  void Write(char* at) const {
    at[0] = compressed ? 1 : 0;
    StoreBig(at + 1, size);
  }

  bool compressed = false;
  std::uint32_t size = 0;  // of what follows
};

}  // namespace elanus::wire
