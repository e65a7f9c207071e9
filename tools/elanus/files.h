// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Files that the tool reads and writes.
#pragma once

#include <string>
#include <string_view>

#include "elanus/base/result.h"

namespace elanus::tool {

// The text of a file; empty when there is none.
std::string ReadIfThere(const std::string& path);
bool Exists(const std::string& path);

// Writes the file, and the folders above it, unless it has this text already: a build must not do again what depends
// on it. True when it was written. Whoever reads meanwhile sees the old text or the new.
Result<bool> WriteIfChanged(const std::string& path, std::string_view text);

}  // namespace elanus::tool
