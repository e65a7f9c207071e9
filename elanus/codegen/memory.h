// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What generated readers charge to the decode budget beside the size of an element. Header of generated sources.
#pragma once

#include <cstddef>

namespace elanus::codegen {

// What a node of a std::map or std::set adds: colour, parent and two children.
inline constexpr std::size_t kTreeNode = 4 * sizeof(void*);

}  // namespace elanus::codegen
