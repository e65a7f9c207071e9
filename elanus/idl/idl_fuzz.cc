// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a Thrift program: they parse, or end in an error with a place. What parses prints to a program that
// parses to the same tree. A zero byte starts the next file: t.thrift, a.thrift, b.thrift.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "elanus/base/check.h"
#include "elanus/idl/print.h"
#include "elanus/idl/testing/dump.h"
#include "elanus/idl/testing/parse_text.h"

namespace {

namespace idl = elanus::idl;

idl::ParseOptions FuzzOptions() {
  idl::ParseOptions options;
  options.limits.file_bytes = 1 << 16;
  options.limits.nodes = 10'000;
  options.include_dirs = {"dir"};
  return options;
}

idl::ParseResult ParseChecked(const idl::Texts& texts) {
  auto result = idl::ParseText(texts.at("t.thrift"), texts, FuzzOptions());
  bool errors = false;
  for (const auto& diagnostic : result.diagnostics) {
    errors |= diagnostic.severity == idl::Severity::kError;
    ELANUS_CHECK(!diagnostic.message.empty() && diagnostic.message.size() < 4096, diagnostic.message);
    bool too_large = diagnostic.message.find("bytes") != std::string::npos;
    ELANUS_CHECK(diagnostic.line > 0 || too_large, diagnostic.Headline());
    ELANUS_CHECK(diagnostic.Render().size() < 8192, diagnostic.message);
  }
  ELANUS_CHECK(errors != result.ok(), "an error and a program, or neither");
  return result;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto block = std::make_unique<char[]>(size);
  std::copy(data, data + size, block.get());
  std::string_view rest(block.get(), size);
  idl::Texts texts;
  for (const char* name : {"t.thrift", "a.thrift", "b.thrift"}) {
    auto end = rest.find('\0');
    texts[name] = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  auto first = ParseChecked(texts);
  if (!first.ok()) return 0;
  idl::Texts printed = texts;
  for (const auto& file : first.program->files) printed[file->path] = idl::Print(*file);
  for (const auto& [name, text] : printed) {
    if (text.size() > FuzzOptions().limits.file_bytes) return 0;
  }
  auto second = ParseChecked(printed);
  ELANUS_CHECK(second.ok(), second.Render());
  for (std::size_t i = 0; i < first.program->files.size(); ++i) {
    ELANUS_CHECK(idl::Dump(*first.program->files[i]) == idl::Dump(*second.program->files[i]), "printed differently");
  }
  return 0;
}
