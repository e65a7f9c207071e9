// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Not linked with sanitizers, which want operator new for themselves.
#include <cstdlib>
#include <new>

#include "tests/hostile/largest.h"

[[gnu::noinline]] void* operator new(std::size_t size) {
  elanus::hostile::NoteAllocation(size);
  if (void* block = std::malloc(size)) return block;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* block) noexcept { std::free(block); }
[[gnu::noinline]] void operator delete(void* block, std::size_t) noexcept { std::free(block); }
