// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Parses IDL texts from memory: for tests and fuzz targets.
#pragma once

#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "elanus/idl/parse.h"

namespace elanus::idl {

// Texts by path; everything else is not found.
using Texts = std::map<std::string, std::string, std::less<>>;

inline FileReader ReadFrom(Texts texts) {
  return [texts = std::move(texts)](const std::string& path, std::size_t) -> Result<std::string> {
    auto it = texts.find(path);
    if (it == texts.end()) return NotFound("no such text");
    return it->second;
  };
}

// Parses `text` as "t.thrift"; the other texts can be included.
inline ParseResult ParseText(std::string_view text, Texts others = {}, ParseOptions options = ParseOptions()) {
  others["t.thrift"] = text;
  options.reader = ReadFrom(std::move(others));
  return Parse("t.thrift", options);
}

// "line:column: error: message" of every diagnostic; those of included files keep their path.
inline std::vector<std::string> Messages(const ParseResult& result) {
  std::vector<std::string> messages;
  for (const auto& diagnostic : result.diagnostics) {
    std::string headline = diagnostic.Headline();
    messages.push_back(headline.starts_with("t.thrift:") ? headline.substr(9) : headline);
  }
  return messages;
}

// For texts that must be right: the program, or null after printing what is wrong to standard error.
inline std::shared_ptr<const Program> MustParse(std::string_view text, Texts others = {}) {
  auto result = ParseText(text, std::move(others));
  if (!result.ok()) std::fputs(result.Render().c_str(), stderr);
  return result.program;
}

}  // namespace elanus::idl
