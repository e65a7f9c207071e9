// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The include lines that a piece of generated code needs, found by the names that it uses.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace elanus::codegen {

// "<vector>" or "\"elanus/base/box.h\"" for every name of the standard library and of Elanus in `code`.
std::set<std::string> IncludesOf(std::string_view code);

}  // namespace elanus::codegen
