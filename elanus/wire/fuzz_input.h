// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// For fuzz targets: the input in a heap block of exactly its size, so that the address sanitizer sees a read past
// its end, and the numbers that cut it into pieces.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace elanus::wire {

class FuzzInput {
 public:
  FuzzInput(const std::uint8_t* data, std::size_t size) : block_(new char[size]), size_(size) {
    std::copy(data, data + size, block_.get());
    for (std::size_t i = 0; i < size; ++i) seed_ = seed_ * 31 + data[i];
  }
  std::string_view view() const { return {block_.get(), size_}; }

  // The same numbers for the same input: mostly small, at times the rest.
  std::size_t NextPiece(std::size_t rest) {
    seed_ = seed_ * 6364136223846793005u + 1442695040888963407u;
    const std::size_t draw = seed_ >> 40;
    return draw % 16 == 0 ? rest : std::min<std::size_t>(rest, 1 + draw / 16 % 9);
  }

 private:
  std::unique_ptr<char[]> block_;
  std::size_t size_;
  std::uint64_t seed_ = 1;
};

// Stops the fuzzer.
inline void FuzzExpect(bool condition) {
  if (!condition) __builtin_trap();
}

}  // namespace elanus::wire
