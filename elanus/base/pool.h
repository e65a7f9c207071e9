// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Memory that a loop uses again: coroutine frames, calls, headers, spans. Blocks come from operator new
// and may be given back on any thread; each thread that runs a loop keeps free lists of its own (one of
// the two thread-locals of the library, see async/loop.h), other threads use operator new as it is.
#pragma once

#include <bit>
#include <cstddef>
#include <memory>
#include <new>

namespace elanus::base {

class Pool {
 public:
  Pool() = default;
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  ~Pool();

  // While it lives, this thread's Allocate and Free use the pool.
  class Use {
   public:
    explicit Use(Pool& pool);
    ~Use();
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

   private:
    Pool* before_;
  };

  // Blocks are aligned for any standard type. Free wants the size that was asked for.
  static void* Allocate(std::size_t size);
  static void Free(void* block, std::size_t size) noexcept;

  static constexpr std::size_t kStep = 64;              // size classes are multiples of this
  static constexpr std::size_t kLargest = 8192;         // of a size class
  static constexpr std::size_t kKeptBytes = 256 << 10;  // a size class keeps no more than this
  // Buffers of connections that have many messages in one turn: powers of two up to this, and so much of all of them.
  static constexpr std::size_t kLargestBuffer = 256 << 10;
  static constexpr std::size_t kKeptBuffers = 1 << 20;

 private:
  struct Block {
    Block* next;
  };
  struct List {
    Block* first = nullptr;
    std::size_t bytes = 0;
  };
  static void DeleteAll(Block* first, std::size_t size);
  static void* AllocateLarge(std::size_t size);
  static void FreeLarge(void* block, std::size_t size) noexcept;
  Block** BufferList(std::size_t size);  // null when blocks of this size are not kept

  List lists_[kLargest / kStep];
  Block* buffers_[std::bit_width(kLargestBuffer / kLargest) - 1] = {};
  std::size_t buffer_bytes_ = 0;
};

// For standard containers and for classes that inherit Pooled.
template <class T>
class PoolAllocator {
 public:
  using value_type = T;
  PoolAllocator() = default;
  template <class U>
  PoolAllocator(const PoolAllocator<U>&) {}  // NOLINT: required by the standard
  T* allocate(std::size_t n) { return static_cast<T*>(Pool::Allocate(n * sizeof(T))); }
  void deallocate(T* p, std::size_t n) noexcept { Pool::Free(p, n * sizeof(T)); }
  bool operator==(const PoolAllocator&) const { return true; }
};

// new and delete of a final class that inherits this use the pool.
class Pooled {
 public:
  static void* operator new(std::size_t size) { return Pool::Allocate(size); }
  static void operator delete(void* p, std::size_t size) noexcept { Pool::Free(p, size); }
};

}  // namespace elanus::base
