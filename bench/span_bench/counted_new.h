// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Counts what this process asks of operator new, without making threads wait for each other.
#pragma once

#include <cstdint>

namespace span_bench {

std::int64_t Allocations();

}  // namespace span_bench
