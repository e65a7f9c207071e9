// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/pool.h"

#include <utility>

// Empty macros unless AddressSanitizer is on, which then finds a use of a block that lies in a free list.
#include <sanitizer/asan_interface.h>

namespace elanus::base {

namespace {

thread_local constinit Pool* current = nullptr;

std::size_t ListOf(std::size_t size) { return size == 0 ? 0 : (size - 1) / Pool::kStep; }
std::size_t BlockSize(std::size_t list) { return (list + 1) * Pool::kStep; }

}  // namespace

Pool::~Pool() {
  for (std::size_t i = 0; i < kLargest / kStep; ++i) DeleteAll(lists_[i].first, BlockSize(i));
  std::size_t size = kLargest;
  for (Block* const first : buffers_) DeleteAll(first, size *= 2);
}

void Pool::DeleteAll(Block* first, std::size_t size) {
  while (first != nullptr) {
    ASAN_UNPOISON_MEMORY_REGION(first, size);
    ::operator delete(std::exchange(first, first->next), size);
  }
}

Pool::Use::Use(Pool& pool) : before_(current) { current = &pool; }

Pool::Use::~Use() { current = before_; }

void* Pool::Allocate(std::size_t size) {
  if (size > kLargest) [[unlikely]]
    return AllocateLarge(size);
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
    return FreeLarge(memory, size);
  const std::size_t i = ListOf(size);
  if (current == nullptr || current->lists_[i].bytes + BlockSize(i) > kKeptBytes) {
    return ::operator delete(memory, BlockSize(i));
  }
  List& list = current->lists_[i];
  list.first = new (memory) Block{list.first};
  list.bytes += BlockSize(i);
  ASAN_POISON_MEMORY_REGION(memory, BlockSize(i));
}

Pool::Block** Pool::BufferList(std::size_t size) {
  if (size > kLargestBuffer || !std::has_single_bit(size)) return nullptr;
  return &buffers_[std::bit_width(size / kLargest) - 2];
}

void* Pool::AllocateLarge(std::size_t size) {
  Block** const list = current != nullptr ? current->BufferList(size) : nullptr;
  if (list == nullptr || *list == nullptr) return ::operator new(size);
  Block* const block = *list;
  ASAN_UNPOISON_MEMORY_REGION(block, size);
  *list = block->next;
  current->buffer_bytes_ -= size;
  return block;
}

void Pool::FreeLarge(void* memory, std::size_t size) noexcept {
  Block** const list = current != nullptr ? current->BufferList(size) : nullptr;
  if (list == nullptr || current->buffer_bytes_ + size > kKeptBuffers) return ::operator delete(memory, size);
  *list = new (memory) Block{*list};
  current->buffer_bytes_ += size;
  ASAN_POISON_MEMORY_REGION(memory, size);
}

}  // namespace elanus::base
