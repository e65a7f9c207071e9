// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/otlp/retry.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace elanus::otlp {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Sunday, 22 November 2026, 12:00:00 GMT.
constexpr std::int64_t kWall = 1'795'348'800'000'000'000;

HttpReply Answer(int status, std::string body = "", std::string retry_after = "") {
  HttpReply reply;
  reply.status = status;
  reply.body = std::move(body);
  reply.retry_after = std::move(retry_after);
  return reply;
}

TEST(Judge, TakesSuccess) {
  for (const int status : {200, 202, 204}) {
    const Verdict verdict = Judge(Answer(status), kWall);
    EXPECT_TRUE(verdict.failure.ok());
    EXPECT_EQ(verdict.rejected, 0u);
  }
}

// The table of conventions.md F.2.
TEST(Judge, KnowsWhatMayPass) {
  for (const int status : {429, 502, 503, 504}) {
    const Verdict verdict = Judge(Answer(status), kWall);
    EXPECT_FALSE(verdict.failure.ok());
    EXPECT_TRUE(verdict.again) << status;
  }
  for (const int status : {100, 301, 400, 401, 403, 404, 405, 408, 413, 500, 501, 505}) {
    const Verdict verdict = Judge(Answer(status, "", "5"), kWall);
    EXPECT_FALSE(verdict.failure.ok()) << status;
    EXPECT_FALSE(verdict.again) << status;
  }
  HttpReply lost;
  lost.failure = Unavailable("connection lost");
  EXPECT_TRUE(Judge(lost, kWall).again);
  EXPECT_EQ(Judge(lost, kWall).failure.message(), "connection lost");
  EXPECT_EQ(Judge(Answer(404), kWall).failure.message(), "the collector answered HTTP 404");
}

TEST(Judge, ReadsPartialSuccess) {
  // partial_success {rejected_spans: 2, error_message: "no room"}
  const Verdict some = Judge(Answer(200, std::string("\x0a\x0b\x08\x02\x12\x07no room", 13)), kWall);
  EXPECT_TRUE(some.failure.ok());
  EXPECT_EQ(some.rejected, 2u);
  EXPECT_EQ(some.message, "no room");
  // A warning alone.
  const Verdict warning = Judge(Answer(200, std::string("\x0a\x04\x12\x02hm", 6)), kWall);
  EXPECT_EQ(warning.rejected, 0u);
  EXPECT_EQ(warning.message, "hm");
  // A negative number is none.
  const Verdict negative = Judge(Answer(200, "\x0a\x0b\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"), kWall);
  EXPECT_EQ(negative.rejected, 0u);
}

TEST(Judge, AnAnswerThatCannotBeReadIsSuccess) {
  const Verdict verdict = Judge(Answer(200, "\xff\xff garbage"), kWall);
  EXPECT_TRUE(verdict.failure.ok());
  EXPECT_EQ(verdict.rejected, 0u);
  EXPECT_TRUE(verdict.message.starts_with("its answer cannot be read: ")) << verdict.message;
}

TEST(Judge, LongWordsAreCut) {
  std::string body = "\x12";
  const std::string words(1000, 'x');
  body = std::string("\x0a\xeb\x07\x12\xe8\x07", 6) + words;
  EXPECT_EQ(Judge(Answer(200, body), kWall).message, words.substr(0, 500));
}

TEST(RetryAfter, IsSecondsOrADate) {
  EXPECT_EQ(ParseRetryAfter("0", kWall), seconds(0));
  EXPECT_EQ(ParseRetryAfter(" 120 ", kWall), seconds(120));
  EXPECT_EQ(ParseRetryAfter("1000000000", kWall), seconds(1'000'000'000));
  EXPECT_EQ(ParseRetryAfter("Sun, 22 Nov 2026 12:00:07 GMT", kWall), seconds(7));
  EXPECT_EQ(ParseRetryAfter("Sun, 22 Nov 2026 11:59:00 GMT", kWall), seconds(0));
  for (const char* bad : {"", "soon", "-1", "1.5", "5 s", "99999999999", "Sun, 22 Nov 2026 12:00:07 GMT and more",
                          "Sunday, 22-Nov-26 12:00:07 GMT"}) {
    EXPECT_EQ(ParseRetryAfter(bad, kWall), std::nullopt) << bad;
  }
  EXPECT_EQ(Judge(Answer(503, "", "3"), kWall).wait, seconds(3));
}

TEST(Backoff, GrowsWithJitterAndEnds) {
  Random random(7);
  Backoff backoff{TimePoint(0)};
  TimePoint now(0);
  const double expected[] = {5, 7.5, 11.25, 16.875};
  for (const double middle : expected) {
    const auto wait = backoff.Next(now, std::nullopt, random);
    if (!wait) break;
    const double s = std::chrono::duration<double>(*wait).count();
    EXPECT_GE(s, middle * 0.5);
    EXPECT_LE(s, middle * 1.5);
    now = now + *wait;
  }
  EXPECT_EQ(backoff.Next(TimePoint(0) + seconds(59), std::nullopt, random), std::nullopt);
}

TEST(Backoff, IsCapped) {
  Random random(1);
  Backoff backoff{TimePoint(0)};
  for (int i = 0; i < 100; ++i) {
    const auto wait = backoff.Next(TimePoint(0), std::nullopt, random);
    ASSERT_TRUE(wait);
    EXPECT_LE(*wait, seconds(45));
  }
}

TEST(Backoff, WaitsAtLeastAsLongAsTheServerAsks) {
  Random random(1);
  Backoff backoff{TimePoint(0)};
  EXPECT_EQ(backoff.Next(TimePoint(0), seconds(40), random), seconds(40));
  EXPECT_GE(*backoff.Next(TimePoint(0), seconds(0), random), milliseconds(2500));
  EXPECT_EQ(backoff.Next(TimePoint(0), seconds(1'000'000'000), random), std::nullopt);
}

}  // namespace
}  // namespace elanus::otlp
