// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// gzip, for content-encoding.
#pragma once

#include <string>
#include <string_view>

#include "elanus/base/result.h"

namespace elanus::otlp {

// Blocks for as long as it computes: some 20 ms a MiB.
Result<std::string> Gzip(std::string_view data);

}  // namespace elanus::otlp
