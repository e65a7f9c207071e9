// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Every hostile answer, to a client with a pool and to one with a multiplexed connection: the caller hears what is
// wrong, at its timeout at the latest, no block is larger than the bytes explain, and the next call works.
#include "tests/hostile/answers.h"

#include <gtest/gtest.h>

#include "tests/hostile/bytes.h"
#include "tests/hostile/largest.h"

namespace elanus::hostile {
namespace {

std::string Outcome(const Result<std::string>& result) {
  if (result.ok()) return "ok";
  if (const auto type = result.status().app_exception()) return StrCat("application ", *type);
  return std::string(CodeName(result.status().code()));
}

TEST(Answers, ToAClientWithAPool) {
  for (const AnswerRow& row : AnswerTable()) {
    ScriptedServer server(row.script);
    (void)TakeLargestAllocation();
    const Result<std::string> first = server.Call();
    EXPECT_LE(TakeLargestAllocation(), std::size_t{256} << 10) << row.name;
    const std::string text = first.ok() ? *first : first.status().message();
    if (!row.outcome.empty()) {
      EXPECT_EQ(Outcome(first), row.outcome) << row.name << ": " << text;
    }
    if (row.outcome == "ok") {
      EXPECT_EQ(text, row.says) << row.name;
    } else {
      EXPECT_NE(text.find(row.says), std::string::npos) << row.name << ": " << text;
    }
    const Result<std::string> next = server.Call();
    EXPECT_EQ(server.connections(), row.leaves ? 2u : 1u) << row.name;
    EXPECT_EQ(Outcome(next), "ok") << "after " << row.name << ": " << next.status().ToString();
  }
}

// Calls share the connection, and no answer can be told to be out of order: what is left of a bad one may cost the next
// call too, but not those after a while.
TEST(Answers, ToAClientWithAMultiplexedConnection) {
  for (const AnswerRow& row : AnswerTable()) {
    ScriptedServer server(row.script, {WithMuxConnection(1)});
    const TimePoint begin = server.loop().clock().Now();
    const Result<std::string> first = server.Call();
    EXPECT_LE(server.loop().clock().Now() - begin, std::chrono::milliseconds(100)) << row.name;
    if (row.outcome == "ok") {
      EXPECT_EQ(Outcome(first), "ok") << row.name << ": " << first.status().ToString();
    }
    if (server.Call().ok()) continue;
    server.loop().Advance(std::chrono::seconds(5));
    const Result<std::string> next = server.Call();
    EXPECT_EQ(Outcome(next), "ok") << "after " << row.name << ": " << next.status().ToString();
  }
}

}  // namespace
}  // namespace elanus::hostile
