// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/bytes.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <utility>

#include "elanus/base/check.h"
#include "elanus/base/pool.h"

namespace elanus {

namespace {

constexpr std::size_t kFirstBlock = 4096;

}  // namespace

Bytes::Bytes(Bytes&& other) noexcept
    : block_(std::exchange(other.block_, nullptr)),
      head_(std::exchange(other.head_, 0)),
      tail_(std::exchange(other.tail_, 0)),
      capacity_(std::exchange(other.capacity_, 0)) {}

Bytes& Bytes::operator=(Bytes&& other) noexcept {
  if (this == &other) return *this;
  Release();
  block_ = std::exchange(other.block_, nullptr);
  head_ = std::exchange(other.head_, 0);
  tail_ = std::exchange(other.tail_, 0);
  capacity_ = std::exchange(other.capacity_, 0);
  return *this;
}

void Bytes::Release() noexcept {
  if (block_ == nullptr) return;
  base::Pool::Free(block_, capacity_);
  block_ = nullptr;
  head_ = tail_ = capacity_ = 0;
}

void Bytes::Grow(std::size_t n) {
  const std::size_t used = size();
  ELANUS_CHECK(n <= SIZE_MAX / 4 - used, "room for ", n, " bytes behind ", used, " was asked for");
  // Each byte that moves is paid for by one that was consumed, so that a queue which stays almost full is not
  // moved again and again.
  if (head_ >= used && capacity_ - used >= n) {
    std::memmove(block_, data(), used);
    head_ = 0;
    tail_ = used;
    return;
  }
  const std::size_t capacity = std::max(kFirstBlock, std::bit_ceil(used + n));
  char* block = static_cast<char*>(base::Pool::Allocate(capacity));
  if (used > 0) std::memcpy(block, data(), used);
  Release();
  block_ = block;
  tail_ = used;
  capacity_ = capacity;
}

}  // namespace elanus
