// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/pool.h"

// Empty macros unless AddressSanitizer is on, which then finds a use of a block that lies in a free list.
#include <sanitizer/asan_interface.h>

namespace elanus::base {

namespace {

thread_local constinit Pool* current = nullptr;

std::size_t ListOf(std::size_t size) { return size == 0 ? 0 : (size - 1) / Pool::kStep; }
std::size_t BlockSize(std::size_t list) { return (list + 1) * Pool::kStep; }

}  // namespace

Pool::~Pool() {
  for (std::size_t i = 0; i < kLargest / kStep; ++i) {
    for (Block* block = lists_[i].first; block != nullptr;) {
      ASAN_UNPOISON_MEMORY_REGION(block, BlockSize(i));
      Block* next = block->next;
      ::operator delete(block, BlockSize(i));
      block = next;
    }
  }
}

Pool::Use::Use(Pool& pool) : before_(current) { current = &pool; }

Pool::Use::~Use() { current = before_; }

void* Pool::Allocate(std::size_t size) {
  if (size > kLargest) [[unlikely]]
    return ::operator new(size);
  const std::size_t i = ListOf(size);
  // Also without a pool of the size of its class: any thread's pool may keep it later.
  if (current == nullptr) return ::operator new(BlockSize(i));
  List& list = current->lists_[i];
  Block* block = list.first;
  if (block == nullptr) return ::operator new(BlockSize(i));
  ASAN_UNPOISON_MEMORY_REGION(block, BlockSize(i));
  list.first = block->next;
  list.bytes -= BlockSize(i);
  return block;
}

void Pool::Free(void* memory, std::size_t size) noexcept {
  if (memory == nullptr) return;
  if (size > kLargest) [[unlikely]]
    return ::operator delete(memory, size);
  const std::size_t i = ListOf(size);
  if (current == nullptr || current->lists_[i].bytes + BlockSize(i) > kKeptBytes) {
    return ::operator delete(memory, BlockSize(i));
  }
  List& list = current->lists_[i];
  list.first = new (memory) Block{list.first};
  list.bytes += BlockSize(i);
  ASAN_POISON_MEMORY_REGION(memory, BlockSize(i));
}

}  // namespace elanus::base
