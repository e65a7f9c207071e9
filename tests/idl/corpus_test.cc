// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The IDL corpus: a file for each construct of the Thrift language in accepted/, one for each way to get it wrong in
// rejected/. What the front end must say stands at the top of the file, and it must say exactly that:
//   // error: 3:14: expected ..., got ...
//   // warning: ...
//   // generator: ... (in accepted/: what the generator does not take)
// A path before the place means an included file. What is accepted also prints, and parses again to the same tree.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <ostream>

#include "elanus/base/strcat.h"
#include "elanus/codegen/generate.h"
#include "elanus/idl/parse.h"
#include "elanus/idl/print.h"
#include "elanus/idl/testing/dump.h"

namespace elanus::idl {
namespace {

const std::string kFolder = ELANUS_SOURCE_DIR "/tests/idl/";

class CorpusFile {
 public:
  explicit CorpusFile(const std::filesystem::path& path)
      : folder(path.parent_path()), name(path.filename().string()), stem(path.stem().string()) {}

  std::filesystem::path folder;
  std::string name;
  std::string stem;
};

void PrintTo(const CorpusFile& file, std::ostream* out) { *out << file.name; }

std::vector<CorpusFile> FilesIn(const std::string& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder + folder)) {
    if (entry.path().extension() == ".thrift") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return {paths.begin(), paths.end()};
}

// Reads with the folder in front, so that messages do not depend on where the sources lie.
ParseOptions ReadingIn(const std::filesystem::path& folder) {
  ParseOptions options;
  options.reader = [folder](const std::string& path, std::size_t max_bytes) {
    return ReadFromDisk((folder / path).string(), max_bytes);
  };
  return options;
}

// "error: 3:14: ...", "warning: ..." and "generator: ..." in their order.
class Expectation {
 public:
  std::vector<std::string> parser;
  std::vector<std::string> generator;
};

// What the comments at the top of the text expect.
Expectation Expected(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Expectation expected;
  while (text.starts_with("// ")) {
    auto end = text.find_first_of("\r\n");
    std::string_view line = text.substr(3, end == std::string_view::npos ? end : end - 3);
    if (line.starts_with("generator: ")) expected.generator.emplace_back(line);
    if (line.starts_with("error: ") || line.starts_with("warning: ")) expected.parser.emplace_back(line);
    if (end == std::string_view::npos) break;
    text.remove_prefix(text.find_first_not_of("\r\n", end) == std::string_view::npos
                           ? text.size()
                           : text.find_first_not_of("\r\n", end));
  }
  return expected;
}

std::vector<std::string> Said(const ParseResult& result, const std::string& name) {
  std::vector<std::string> said;
  for (const auto& diagnostic : result.diagnostics) {
    bool error = diagnostic.severity == Severity::kError;
    std::string path = diagnostic.path == name ? "" : StrCat(diagnostic.path, ":");
    said.push_back(StrCat(error ? "error: " : "warning: ", path, diagnostic.line, ":", diagnostic.column, ": ",
                          diagnostic.message));
  }
  return said;
}

class Corpus : public testing::TestWithParam<CorpusFile> {
 protected:
  void SetUp() override {
    options_ = ReadingIn(GetParam().folder);
    auto text = options_.reader(GetParam().name, 1 << 20);
    ASSERT_TRUE(text.ok()) << text.status().ToString();
    expected_ = Expected(*text);
    result_ = Parse(GetParam().name, options_);
  }

  ParseOptions options_;
  Expectation expected_;
  ParseResult result_;
};

class AcceptedFile : public Corpus {};

TEST_P(AcceptedFile, ParsesPrintsAndParsesAgain) {
  const std::string& name = GetParam().name;
  ASSERT_TRUE(result_.ok()) << result_.Render();
  EXPECT_EQ(Said(result_, name), expected_.parser);
  std::string printed = Print(result_.program->main());
  auto options = options_;
  options.reader = [&](const std::string& path, std::size_t max_bytes) -> Result<std::string> {
    return path == name ? Result<std::string>(printed) : options_.reader(path, max_bytes);
  };
  auto again = Parse(name, options);
  ASSERT_TRUE(again.ok()) << printed << again.Render();
  EXPECT_EQ(Dump(again.program->main()), Dump(result_.program->main())) << printed;
  EXPECT_EQ(Print(again.program->main()), printed);
}

// The generator takes it too, or says what it does not.
TEST_P(AcceptedFile, Generates) {
  ASSERT_TRUE(result_.ok()) << result_.Render();
  auto generated = codegen::Generate(*result_.program);
  std::vector<std::string> said;
  for (const auto& each : generated.diagnostics) {
    said.push_back(StrCat("generator: ", each.line, ":", each.column, ": ", each.message));
  }
  EXPECT_EQ(said, expected_.generator);
  EXPECT_EQ(generated.files.empty(), !generated.ok());
}

class RejectedFile : public Corpus {};

TEST_P(RejectedFile, SaysWhatAndWhere) {
  ASSERT_FALSE(result_.ok());
  ASSERT_FALSE(expected_.parser.empty()) << "the file does not say what is wrong with it:\n" << result_.Render();
  EXPECT_EQ(Said(result_, GetParam().name), expected_.parser);
}

std::string NameOf(const testing::TestParamInfo<CorpusFile>& info) { return info.param.stem; }

INSTANTIATE_TEST_SUITE_P(Idl, AcceptedFile, testing::ValuesIn(FilesIn("accepted")), NameOf);
INSTANTIATE_TEST_SUITE_P(Idl, RejectedFile, testing::ValuesIn(FilesIn("rejected")), NameOf);

TEST(CorpusTest, ReadsTheDiskItself) {
  auto result = Parse(kFolder + "accepted/syntax.thrift");
  ASSERT_TRUE(result.ok()) << result.Render();
  EXPECT_EQ(result.program->files.size(), 4u);
}

}  // namespace
}  // namespace elanus::idl
