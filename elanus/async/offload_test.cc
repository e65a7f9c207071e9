// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/offload.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

#include "elanus/async/test_loop.h"
#include "elanus/async/wait.h"

namespace elanus {
namespace {

Task<std::string> ReadOnLoop(async::Loop& loop) {
  co_await loop.Hop();
  const std::thread::id loop_thread = std::this_thread::get_id();
  std::thread::id work_thread;
  const std::string text(100, 'x');
  auto owned = std::make_unique<std::string>("owned");
  Result<std::string> result = co_await OffloadTo(*loop.runtime(), [&] {
    work_thread = std::this_thread::get_id();
    return text + *owned;
  });
  EXPECT_NE(work_thread, loop_thread);
  EXPECT_EQ(std::this_thread::get_id(), loop_thread);
  EXPECT_EQ(async::Loop::Current(), &loop);
  co_return result.ok() ? *result : result.status().ToString();
}

TEST(Offload, RunsElsewhereAndComesBack) {
  Runtime runtime;
  for (int i = 0; i < 200; ++i) ASSERT_EQ(Wait(ReadOnLoop(runtime.Next())), std::string(100, 'x') + "owned");
}

TEST(Offload, WorksWithoutALoop) {
  Runtime runtime;
  const Result<int> result = Wait(OffloadTo(runtime, [] { return 7; }));
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(*result, 7);
}

Task<std::string> OfVariables(Runtime& runtime) {
  const std::string text(100, 'x');
  const auto copied = [text] { return text; };
  Result<std::string> first = co_await OffloadTo(runtime, copied);
  auto moves_only = [owned = std::make_unique<std::string>("owned")] { return *owned; };
  Result<std::string> second = co_await OffloadTo(runtime, std::ref(moves_only));
  co_return *first + *second;
}

TEST(Offload, TakesVariablesWithCaptures) {
  Runtime runtime;
  EXPECT_EQ(Wait(OfVariables(runtime)), std::string(100, 'x') + "owned");
}

template <class F>
constexpr bool IsSafe(F&&) {
  return SafeInAwait<F>;
}

TEST(Offload, RefusesWhatOneCompilerWouldDestroyTwice) {
  const std::string text;
  const auto named = [text] { return text.size(); };
  EXPECT_TRUE(IsSafe([&text] { return text.size(); }));
  EXPECT_TRUE(IsSafe(named));
  EXPECT_FALSE(IsSafe([text] { return text.size(); }));
}

TEST(Offload, FlattensWhatTheWorkReturns) {
  TestLoop loop;
  Status nothing = loop.Run(OffloadTo(loop.runtime(), [] {}));
  EXPECT_TRUE(nothing.ok());
  Status status = loop.Run(OffloadTo(loop.runtime(), [] { return NotFound("no file"); }));
  EXPECT_EQ(status.code(), Code::kNotFound);
  Result<int> failed = loop.Run(OffloadTo(loop.runtime(), []() -> Result<int> { return NotFound("no number"); }));
  EXPECT_EQ(failed.status().message(), "no number");
  Result<int> worked = loop.Run(OffloadTo(loop.runtime(), []() -> Result<int> { return 5; }));
  EXPECT_EQ(*worked, 5);
}

TEST(Offload, RethrowsWhatTheWorkThrew) {
  Runtime runtime;
  EXPECT_THROW((void)Wait(OffloadTo(runtime, []() -> int { throw std::runtime_error("on a blocking thread"); })),
               std::runtime_error);
}

TEST(Offload, SaysWhenTheQueueIsFull) {
  Runtime::Options options;
  options.loops = 1;
  options.blocking_threads = 1;
  options.blocking_queue = 0;
  async::Latch entered;
  async::Latch open;
  Runtime runtime(options);
  ASSERT_TRUE(runtime
                  .Block([&] {
                    entered.Set();
                    open.Wait();
                  })
                  .ok());
  entered.Wait();
  bool ran = false;
  const Status refused = Wait(OffloadTo(runtime, [&] { ran = true; }));
  EXPECT_EQ(refused.code(), Code::kResourceExhausted);
  EXPECT_FALSE(ran);
  open.Set();
}

}  // namespace
}  // namespace elanus
