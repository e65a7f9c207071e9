// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// C's four functions over the loop's pool, for a library in C that takes its memory where it is told to: blocks of
// calls that are over serve the next ones, and the heap is left alone.
#pragma once

#include <cstddef>

namespace elanus::protocol {

// As of malloc and its kin; `user` means nothing.
void* MallocFromPool(std::size_t size, void* user);
void FreeToPool(void* memory, void* user);
void* CallocFromPool(std::size_t count, std::size_t size, void* user);
void* ReallocFromPool(void* memory, std::size_t size, void* user);

}  // namespace elanus::protocol
