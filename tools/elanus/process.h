// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Other programs that the tool runs.
#pragma once

#include <string>
#include <vector>

#include "elanus/base/status.h"

namespace elanus::tool {

// Runs a program of the PATH and waits for it; its output is ours. NotFound when there is no such program.
Status RunProgram(const std::vector<std::string>& command);

// Makes a folder; `pattern` ends with XXXXXX and becomes its path.
bool MakeTemporaryFolder(std::string& pattern);

}  // namespace elanus::tool
