// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The values that the contract names.
#pragma once

#include <vector>

#include "interop/interop.h"

namespace peer {

// Every field is set.
interop::Everything EverythingValues();
// What is required, and nothing else.
interop::Everything EmptyValues();
// Optional fields are set to zero values.
interop::Everything ZeroValues();
// Least values and NaN; greatest ones, infinity, long texts and lists, all bytes; -infinity and UTF-8 of four bytes;
// -0.0.
std::vector<interop::Everything> ExtremeValues();

}  // namespace peer
