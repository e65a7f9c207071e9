// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/log.h"

#include <gtest/gtest.h>

#include <regex>
#include <string>
#include <thread>
#include <vector>

namespace elanus {
namespace {

class LogTest : public ::testing::Test {
 protected:
  ~LogTest() override {
    SetLogSink(nullptr);
    SetLogLevel(LogLevel::kInfo);
  }
  void Capture() {
    SetLogSink([this](LogLevel level, std::string_view line) {
      levels_.push_back(level);
      lines_.emplace_back(line);
    });
  }

  std::vector<LogLevel> levels_;
  std::vector<std::string> lines_;
};

TEST_F(LogTest, GoesToTheSinkWithItsLevel) {
  Capture();
  LogInfo("listening on ", ":8888");
  LogWarning(3, " more");
  LogError('x', true);
  EXPECT_EQ(lines_, (std::vector<std::string>{"listening on :8888", "3 more", "xtrue"}));
  EXPECT_EQ(levels_, (std::vector<LogLevel>{LogLevel::kInfo, LogLevel::kWarning, LogLevel::kError}));
}

TEST_F(LogTest, TheLevelDropsWhatIsUnderIt) {
  Capture();
  Log(LogLevel::kDebug, "dropped");
  SetLogLevel(LogLevel::kDebug);
  Log(LogLevel::kDebug, "kept");
  SetLogLevel(LogLevel::kError);
  LogWarning("dropped");
  EXPECT_EQ(lines_, std::vector<std::string>{"kept"});
}

TEST_F(LogTest, ByDefaultWritesTimeLevelAndText) {
  testing::internal::CaptureStderr();
  LogWarning("out of descriptors");
  const std::string written = testing::internal::GetCapturedStderr();
  EXPECT_TRUE(
      std::regex_match(written, std::regex(R"(20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d\d\dZ WARN out of descriptors\n)")))
      << written;
}

TEST_F(LogTest, APeersTextCannotForgeALine) {
  constexpr char kText[] = "a\n2026 ERROR \x1b[31m\x7f\0ä";
  testing::internal::CaptureStderr();
  LogInfo("said: ", std::string_view(kText, sizeof kText - 1));
  const std::string written = testing::internal::GetCapturedStderr();
  EXPECT_EQ(written.substr(written.find("INFO")), "INFO said: a\\x0a2026 ERROR \\x1b[31m\\x7f\\x00ä\n");
}

TEST_F(LogTest, TheSinkIsCalledByOneThreadAtATime) {
  Capture();
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([] {
      for (int j = 0; j < 500; ++j) LogInfo(j);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(lines_.size(), 2'000U);
}

TEST(LogLimit, LetsOneThroughEachIntervalAndCountsTheRest) {
  LogLimit limit(std::chrono::seconds(60));
  TimePoint now(1'000);
  std::uint64_t skipped = 99;
  EXPECT_TRUE(limit.Pass(now, skipped));
  EXPECT_EQ(skipped, 0U);
  EXPECT_FALSE(limit.Pass(now, skipped));
  now = now + std::chrono::seconds(60) + Duration(-1);
  EXPECT_FALSE(limit.Pass(now, skipped));
  EXPECT_TRUE(limit.Pass(now + Duration(1), skipped));
  EXPECT_EQ(skipped, 2U);
  EXPECT_TRUE(limit.Pass(now + std::chrono::seconds(120), skipped));
  EXPECT_EQ(skipped, 0U);
}

}  // namespace
}  // namespace elanus
