// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/grpc/pooled_malloc.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "elanus/base/pool.h"

namespace elanus::protocol {

namespace {

// Blocks begin with their size, which the pool wants back. It takes as much as keeps the rest aligned.
constexpr std::size_t kHead = alignof(std::max_align_t);
static_assert(kHead >= sizeof(std::size_t));

std::size_t SizeOf(const void* memory) {
  std::size_t size = 0;
  std::memcpy(&size, static_cast<const char*>(memory) - kHead, sizeof size);
  return size;
}

}  // namespace

void* MallocFromPool(std::size_t size, void*) {
  if (size > SIZE_MAX - kHead) return nullptr;
  char* const block = static_cast<char*>(base::Pool::Allocate(kHead + size));
  std::memcpy(block, &size, sizeof size);
  return block + kHead;
}

void FreeToPool(void* memory, void*) {
  if (memory != nullptr) base::Pool::Free(static_cast<char*>(memory) - kHead, kHead + SizeOf(memory));
}

void* CallocFromPool(std::size_t count, std::size_t size, void*) {
  if (size != 0 && count > SIZE_MAX / size) return nullptr;
  void* const memory = MallocFromPool(count * size, nullptr);
  return memory == nullptr ? nullptr : std::memset(memory, 0, count * size);
}

void* ReallocFromPool(void* memory, std::size_t size, void*) {
  void* const more = MallocFromPool(size, nullptr);
  if (more == nullptr || memory == nullptr) return more;
  std::memcpy(more, memory, std::min(size, SizeOf(memory)));
  FreeToPool(memory, nullptr);
  return more;
}

}  // namespace elanus::protocol
