// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The files under testdata: those in good/ parse, print and parse again to the same tree; those in bad/ fail with the
// message that their first line expects.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "elanus/idl/parse.h"
#include "elanus/idl/print.h"
#include "elanus/idl/testing/dump.h"

namespace elanus::idl {
namespace {

std::vector<std::filesystem::path> FilesIn(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(ELANUS_SOURCE_DIR "/elanus/idl/testdata/" + folder)) {
    if (entry.path().extension() == ".thrift") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Reads with the folder in front, so that messages do not depend on where the sources lie.
ParseOptions ReadingIn(const std::filesystem::path& folder) {
  ParseOptions options;
  options.reader = [folder](const std::string& path, std::size_t max_bytes) {
    return ReadFromDisk((folder / path).string(), max_bytes);
  };
  return options;
}

TEST(CorpusTest, GoodFilesParsePrintAndParseAgain) {
  auto files = FilesIn("good");
  ASSERT_GE(files.size(), 10u);
  for (const auto& path : files) {
    SCOPED_TRACE(path.filename().string());
    auto options = ReadingIn(path.parent_path());
    std::string name = path.filename().string();
    auto first = Parse(name, options);
    ASSERT_TRUE(first.ok()) << first.Render();
    std::string printed = Print(first.program->main());
    auto disk = options.reader;
    options.reader = [&](const std::string& wanted, std::size_t max_bytes) -> Result<std::string> {
      return wanted == name ? Result<std::string>(printed) : disk(wanted, max_bytes);
    };
    auto second = Parse(name, options);
    ASSERT_TRUE(second.ok()) << printed << second.Render();
    EXPECT_EQ(Dump(first.program->main()), Dump(second.program->main()));
    EXPECT_TRUE(second.diagnostics.empty() || path.stem() == "syntax" || path.stem() == "recursive") << second.Render();
  }
}

TEST(CorpusTest, BadFilesFailWithTheirMessage) {
  auto files = FilesIn("bad");
  ASSERT_GE(files.size(), 120u);
  for (const auto& path : files) {
    SCOPED_TRACE(path.filename().string());
    auto text = ReadFromDisk(path.string(), 1 << 20);
    ASSERT_TRUE(text.ok());
    constexpr std::string_view kMark = "# expect: ";
    ASSERT_TRUE(text->starts_with(kMark));
    std::string expected = text->substr(kMark.size(), text->find('\n') - kMark.size());
    auto result = Parse(path.filename().string(), ReadingIn(path.parent_path()));
    ASSERT_FALSE(result.ok());
    ASSERT_FALSE(result.diagnostics.empty());
    EXPECT_EQ(result.diagnostics.front().Headline(), expected);
    EXPECT_GT(result.diagnostics.front().line, 0);
  }
}

TEST(CorpusTest, ReadsTheDiskItself) {
  auto result = Parse(ELANUS_SOURCE_DIR "/elanus/idl/testdata/good/syntax.thrift");
  ASSERT_TRUE(result.ok()) << result.Render();
  EXPECT_EQ(result.program->files.size(), 4u);
}

}  // namespace
}  // namespace elanus::idl
