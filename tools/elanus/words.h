// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The kitex tool's words have one dash (`-module user`), which CLI11 takes for a row of short options. They get two
// before CLI11 sees them.
#pragma once

#include <string>
#include <vector>

namespace elanus::tool {

// "-module" and "-module=user" become "--module" and "--module=user"; what is no word of the kitex tool stays.
std::vector<std::string> WithTwoDashes(std::vector<std::string> arguments);

}  // namespace elanus::tool
