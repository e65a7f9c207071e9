// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One IDL file as C++: its header and its source.
#pragma once

#include <string>

#include "elanus/codegen/types.h"

namespace elanus::codegen {

std::string HeaderOf(const Target& target);
std::string SourceOf(const Target& target);

}  // namespace elanus::codegen
