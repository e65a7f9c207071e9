// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What a decoder says that looks for a piece at the front of a buffer which still grows.
#pragma once

#include <cstddef>

#include "elanus/base/result.h"

namespace elanus::wire {

// The size of the piece; kMore when its end has not come yet; or why these bytes are none.
using Found = Result<std::size_t>;
inline constexpr std::size_t kMore = 0;

}  // namespace elanus::wire
