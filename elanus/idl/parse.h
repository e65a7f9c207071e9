// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The front end's entry: reads a Thrift file and what it includes, checks it all, and gives the tree or says
// at which place what is wrong (spec: kitex-features.md 27.1, 27.2). Bounded in time, memory and stack for any input.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "elanus/base/result.h"
#include "elanus/idl/ast.h"
#include "elanus/idl/diagnostic.h"
#include "elanus/idl/limits.h"

namespace elanus::idl {

// Gives the text of a file. Code::kNotFound makes the search for an include go on in the next folder;
// every other failure is reported. It must not give more than `max_bytes` + 1 bytes.
using FileReader = std::function<Result<std::string>(const std::string& path, std::size_t max_bytes)>;

// Reads from the disk.
Result<std::string> ReadFromDisk(const std::string& path, std::size_t max_bytes);

class ParseOptions {
 public:
  ParseOptions() = default;
  // Where includes are searched for, in order, after the folder of the file that includes.
  std::vector<std::string> include_dirs;
  FileReader reader = ReadFromDisk;
  ParseLimits limits;
};

class ParseResult {
 public:
  ParseResult() = default;
  bool ok() const { return program != nullptr; }
  // All diagnostics, rendered; may hold warnings although ok.
  std::string Render() const { return idl::Render(diagnostics); }

  std::shared_ptr<const Program> program;  // null when there is an error
  std::vector<Diagnostic> diagnostics;
};

ParseResult Parse(const std::string& path, const ParseOptions& options = ParseOptions());

}  // namespace elanus::idl
