// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/all.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "elanus/async/event.h"
#include "elanus/async/runtime.h"
#include "elanus/async/test_loop.h"
#include "elanus/async/wait.h"
#include "elanus/base/result.h"

namespace elanus {
namespace {

using std::chrono::milliseconds;

Task<int> Number(int value) { co_return value; }

Task<std::string> Slowly(Duration duration, std::string value) {
  const Status slept = co_await SleepFor(duration);
  co_return slept.ok() ? value : slept.ToString();
}

Task<void> Nothing() { co_return; }

Task<int> Fail(Duration duration, std::string what) {
  const Status slept = co_await SleepFor(duration);
  if (slept.ok()) throw std::runtime_error(what);
  co_return 0;
}

// As a generated call will be: lazy, keeps a reference to its argument, awaited as an rvalue.
class Call {
 public:
  explicit Call(const std::string& argument) : argument_(argument) {}
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;
  auto operator co_await() && {
    task_ = Slowly(milliseconds(3), argument_);
    return std::move(task_).operator co_await();
  }

 private:
  const std::string& argument_;
  Task<std::string> task_;
};

Task<int> SumAtOnce() {
  auto [a, b, c] = co_await All(Number(1), Number(2), Number(3));
  co_return a + b + c;
}

TEST(All, GivesTheResultsOfWhatEndsAtOnce) { EXPECT_EQ(TestLoop().Run(SumAtOnce()), 6); }

Task<std::string> Concat() {
  auto [a, b, c, d] = co_await All(Slowly(milliseconds(20), std::string(100, 'a')), Number(7), Nothing(),
                                   Slowly(milliseconds(10), "b"));
  static_assert(std::is_same_v<decltype(c), std::monostate>);
  co_return StrCat(a, b, d);
}

TEST(All, RunsItsPartsAtTheSameTime) {
  TestLoop loop;
  const TimePoint start = loop.clock().Now();
  EXPECT_EQ(loop.Run(Concat()), std::string(100, 'a') + "7b");
  EXPECT_EQ(loop.clock().Now(), start + milliseconds(20));
}

Task<std::string> Calls() {
  auto [a, b] = co_await All(Call(std::string(50, 'x')), Call(std::string(50, 'y')));
  co_return a + b;
}

TEST(All, KeepsTheArgumentsOfCallsAlive) {
  TestLoop loop;
  EXPECT_EQ(loop.Run(Calls()), std::string(50, 'x') + std::string(50, 'y'));
}

Task<std::unique_ptr<int>> Owned(int value) { co_return std::make_unique<int>(value); }

Task<Result<int>> Refused() { co_return Unavailable("not there"); }

Task<std::string> MoveOnly() {
  auto [owned, refused] = co_await All(Owned(5), Refused());
  co_return StrCat(*owned, refused.status().ToString());
}

TEST(All, TakesResultsThatOnlyMove) { EXPECT_EQ(TestLoop().Run(MoveOnly()), "5Unavailable: not there"); }

Task<std::string> Failing(std::vector<int>& ended) {
  std::string caught;
  try {
    auto [a, b, c] =
        co_await All(Fail(milliseconds(2), "second"), Fail(milliseconds(1), "first"), Slowly(milliseconds(3), ""));
    caught = StrCat(a, b, c);
  } catch (const std::runtime_error& error) {
    caught = error.what();
  }
  ended.push_back(1);
  co_return caught;
}

TEST(All, RethrowsTheFirstExceptionAfterAllPartsHaveEnded) {
  TestLoop loop;
  const TimePoint start = loop.clock().Now();
  std::vector<int> ended;
  EXPECT_EQ(loop.Run(Failing(ended)), "first");
  EXPECT_EQ(loop.clock().Now(), start + milliseconds(3));
  EXPECT_EQ(ended.size(), 1U);
}

Task<int> Waiters(async::Event& event) {
  auto [set, number] = co_await All(event.Wait(), Number(4));
  static_assert(std::is_same_v<decltype(set), Status>);
  co_return set.ok() ? number : -1;
}

TEST(All, TakesAwaitersThemselves) {
  TestLoop loop;
  async::Event event;
  loop.loop().Post([&] { loop.loop().Post([&] { event.Set(); }); });
  EXPECT_EQ(loop.Run(Waiters(event)), 4);
}

Task<std::int64_t> ManyTimes(int times) {
  std::int64_t sum = 0;
  for (int i = 0; i < times; ++i) {
    auto [a, b] = co_await All(Number(i), Number(1));
    sum += a + b;
  }
  co_return sum;
}

TEST(All, UsesConstantStackInALoop) {
  constexpr std::int64_t kTimes = 300'000;
  EXPECT_EQ(TestLoop().Run(ManyTimes(kTimes)), kTimes * (kTimes - 1) / 2 + kTimes);
}

Task<async::Loop*> HopTo(async::Loop& loop) {
  co_await loop.Hop();
  co_return async::Loop::Current();
}

// From a plain thread the parts end on several loops; the waiter goes on with the last of them, with both results.
Task<int> AcrossLoops(async::Loop& a, async::Loop& b, int times) {
  int right = 0;
  for (int i = 0; i < times; ++i) {
    auto [on_a, on_b] = co_await All(HopTo(a), HopTo(b));
    right += on_a == &a && on_b == &b ? 1 : 0;
  }
  co_return right;
}

// On a loop it comes back to it.
Task<int> AndBack(async::Loop& home, async::Loop& a, async::Loop& b, int times) {
  co_await home.Hop();
  int right = 0;
  for (int i = 0; i < times; ++i) {
    auto [on_a, on_b] = co_await All(HopTo(a), HopTo(b));
    right += on_a == &a && on_b == &b && async::Loop::Current() == &home ? 1 : 0;
  }
  co_return right;
}

TEST(All, PartsMayEndOnOtherThreads) {
  Runtime::Options options;
  options.loops = 3;
  Runtime runtime(options);
  EXPECT_EQ(Wait(AcrossLoops(runtime.loop(0), runtime.loop(1), 3'000)), 3'000);
  EXPECT_EQ(Wait(AndBack(runtime.loop(2), runtime.loop(0), runtime.loop(1), 3'000)), 3'000);
}

}  // namespace
}  // namespace elanus
