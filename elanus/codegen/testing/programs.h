// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Programs for tests of the generator, from texts and from testdata.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "elanus/base/check.h"
#include "elanus/idl/parse.h"

namespace elanus::codegen {

// The program of files that are given as texts by their paths; "main.thrift" is the main one. It must be right.
inline std::shared_ptr<const idl::Program> ParseTexts(const std::map<std::string, std::string>& files) {
  idl::ParseOptions options;
  options.reader = [&files](const std::string& path, std::size_t) -> Result<std::string> {
    const auto found = files.find(path.starts_with("./") ? path.substr(2) : path);
    if (found == files.end()) return NotFound("no ", path);
    return found->second;
  };
  const idl::ParseResult parsed = idl::Parse("main.thrift", options);
  ELANUS_CHECK(parsed.ok(), parsed.Render());
  return parsed.program;
}

inline std::string TestData() { return std::string(ELANUS_SOURCE_DIR) + "/elanus/codegen/testdata/"; }

inline std::shared_ptr<const idl::Program> ParseTestData(const std::string& name) {
  const idl::ParseResult parsed = idl::Parse(TestData() + name);
  ELANUS_CHECK(parsed.ok(), parsed.Render());
  return parsed.program;
}

}  // namespace elanus::codegen
