// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The largest block that the program asked for: what a lying count would show in.
#pragma once

#include <cstddef>

namespace elanus::hostile {

void NoteAllocation(std::size_t size);
// Since the last call; 0 in programs with a sanitizer.
std::size_t TakeLargestAllocation();

}  // namespace elanus::hostile
