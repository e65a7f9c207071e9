// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// docs/hostile.md is written from the tables; with ELANUS_REGENERATE set, here.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "tests/hostile/answers.h"
#include "tests/hostile/bytes.h"
#include "tests/hostile/table.h"

namespace elanus::hostile {
namespace {

constexpr std::string_view kBegin = "<!-- written by tests/hostile/page_test.cc -->\n";

std::string Cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = c >= ' ' && c < 0x7f && c != '|' && c != '\\';
    out += plain ? std::string(1, c) : StrCat("\\x", Hex(std::string_view(&c, 1)));
  }
  return out;
}

// "reply Ping 1; reply Ping 2; ..." of many calls says nothing more than the first.
std::string Answers(const Row& row) {
  if (row.answers.empty()) return "-";
  std::size_t count = 1;
  for (std::size_t at = row.answers.find(';'); at != std::string::npos; at = row.answers.find(';', at + 1)) ++count;
  if (count > 3) return StrCat(count, " replies");
  return Cell(row.answers);
}

std::string_view Connection(Ends ends) {
  switch (ends) {
    case Ends::kOpen: return "stays";
    case Ends::kClosed: return "closed";
    case Ends::kClosedAfterFirstBytes: return "closed after 15 s";
    case Ends::kClosedAfterFrame: return "closed after 5 s";
  }
  return "";
}

std::string Page() {
  std::string out(kBegin);
  for (const Group& group : Table()) {
    out += StrCat("\n### ", group.name, "\n\n| sent | answer | connection | |\n|---|---|---|---|\n");
    for (const Row& row : group.rows) {
      out +=
          StrCat("| ", Cell(row.name), " | ", Answers(row), " | ", Connection(row.ends), " | ", Cell(row.note), " |\n");
    }
  }
  out += "\n## Hostile servers\n\n| answer | the caller gets | |\n|---|---|---|\n";
  for (const AnswerRow& row : AnswerTable()) {
    out += StrCat("| ", Cell(row.name), " | ", row.outcome.empty() ? "an answer or an error" : row.outcome, " | ",
                  Cell(row.note), " |\n");
  }
  return out;
}

TEST(HostilePage, IsWrittenFromTheTables) {
  const std::string path = std::string(ELANUS_SOURCE_DIR) + "/docs/hostile.md";
  std::ifstream file(path);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const std::size_t begin = text.find(kBegin);
  ASSERT_NE(begin, std::string::npos);
  const std::string page = Page();
  if (std::getenv("ELANUS_REGENERATE") != nullptr) std::ofstream(path) << text.substr(0, begin) << page;
  EXPECT_EQ(text.substr(begin), page) << "ELANUS_REGENERATE=1 hostile_test writes it";
}

}  // namespace
}  // namespace elanus::hostile
