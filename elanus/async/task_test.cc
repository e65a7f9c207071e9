// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/task.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "elanus/async/event.h"
#include "elanus/async/loop.h"
#include "elanus/async/test_loop.h"
#include "elanus/async/wait.h"

namespace elanus {
namespace {

Task<int> Add(int a, int b) { co_return a + b; }

Task<std::string> Concat(std::string a, std::unique_ptr<std::string> b) { co_return a + *b; }

Task<int> Throw(std::string what) {
  if (!what.empty()) throw std::runtime_error(what);
  co_return 0;
}

TEST(Task, GivesItsValueToTheWaiter) {
  TestLoop loop;
  EXPECT_EQ(loop.Run(Add(2, 3)), 5);
  EXPECT_EQ(loop.Run(Concat("long enough to live on the heap, ", std::make_unique<std::string>("and owned"))),
            "long enough to live on the heap, and owned");
}

Task<void> Mark(bool& ran) {
  ran = true;
  co_return;
}

TEST(Task, DoesNotRunBeforeItIsAwaited) {
  bool ran = false;
  {
    Task<void> task = Mark(ran);
    Task<void> moved = std::move(task);
  }
  EXPECT_FALSE(ran);
  TestLoop().Run(Mark(ran));
  EXPECT_TRUE(ran);
}

TEST(Task, UnstartedOnesFreeTheirArguments) {
  auto shared = std::make_shared<int>(7);
  const auto hold = [](std::shared_ptr<int> held) -> Task<int> { co_return *held; };
  {
    Task<int> task = hold(shared);
    EXPECT_EQ(shared.use_count(), 2);
    task = hold(shared);
    EXPECT_EQ(shared.use_count(), 2);
  }
  EXPECT_EQ(shared.use_count(), 1);
}

Task<std::string> Catch() {
  std::string caught;
  try {
    const int value = co_await Throw("from the child");
    caught = StrCat("no exception but ", value);
  } catch (const std::runtime_error& error) {
    caught = error.what();
  }
  co_return caught;
}

Task<int> PassOn() {
  const int value = co_await Throw("through a parent");
  co_return value;
}

TEST(Task, RethrowsWhatLeavesTheChild) {
  TestLoop loop;
  EXPECT_EQ(loop.Run(Catch()), "from the child");
  EXPECT_THROW(loop.Run(PassOn()), std::runtime_error);
}

Task<int> AwaitTwice(Task<int>& task) {
  const int first = co_await std::move(task);
  Task<int> empty;
  task = std::move(empty);
  const int second = co_await std::move(task);
  co_return first + second;
}

TEST(TaskDeathTest, AnEmptyTaskCannotBeAwaited) {
  EXPECT_DEATH(
      {
        Task<int> task = Add(1, 1);
        TestLoop().Run(AwaitTwice(task));
      },
      "a task can be awaited once only");
}

// Where the stack stands, to see that it does not grow.
__attribute__((noinline)) std::uintptr_t StackPosition() {
  return reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
}

class StackRange {
 public:
  void Note() {
    const std::uintptr_t position = StackPosition();
    lowest_ = std::min(lowest_, position);
    highest_ = std::max(highest_, position);
  }
  std::uintptr_t bytes() const { return highest_ - lowest_; }

 private:
  std::uintptr_t lowest_ = UINTPTR_MAX;
  std::uintptr_t highest_ = 0;
};

Task<int> One(StackRange& stack) {
  stack.Note();
  co_return 1;
}

Task<int> Two(StackRange& stack) {
  const int one = co_await One(stack);
  co_return one + 1;
}

Task<std::int64_t> Sum(int children, StackRange& stack) {
  std::int64_t sum = 0;
  for (int i = 0; i < children; ++i) {
    const int value = co_await Two(stack);
    sum += value;
  }
  co_return sum;
}

TEST(Task, MillionsOfChildrenThatEndAtOnceUseConstantStack) {
  StackRange stack;
  constexpr int kChildren = 2'500'000;  // two tasks each
  EXPECT_EQ(TestLoop().Run(Sum(kChildren, stack)), std::int64_t{2} * kChildren);
  EXPECT_EQ(stack.bytes(), 0U);
}

Task<int> Yield(StackRange& stack) {
  async::Event event;
  async::Loop::Current()->Post([&event] { event.Set(); });
  const Status waited = co_await event.Wait();
  stack.Note();
  co_return waited.ok() ? 1 : 0;
}

Task<int> SumOfYields(int children, StackRange& stack) {
  int sum = 0;
  for (int i = 0; i < children; ++i) {
    const int value = co_await Yield(stack);
    sum += value;
  }
  co_return sum;
}

TEST(Task, ChildrenThatSuspendUseConstantStack) {
  StackRange stack;
  EXPECT_EQ(TestLoop().Run(SumOfYields(10'000, stack)), 10'000);
  EXPECT_EQ(stack.bytes(), 0U);
}

// Suspends and has another thread resume the coroutine, as early as that thread can.
class Elsewhere {
 public:
  explicit Elsewhere(async::Loop& loop) : loop_(loop) {}
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> coroutine) {
    loop_.Post([coroutine] { coroutine.resume(); });
  }
  void await_resume() const {}

 private:
  async::Loop& loop_;
};

Task<std::unique_ptr<int>> Race(async::Loop& loop, int i) {
  co_await Elsewhere(loop);
  co_return std::make_unique<int>(i);
}

// Each turn the child ends on the other loop while this thread may still be suspending the parent.
Task<std::int64_t> Races(async::Loop& a, async::Loop& b, int count) {
  std::int64_t sum = 0;
  for (int i = 0; i < count; ++i) {
    const std::unique_ptr<int> value = co_await Race(i % 2 == 0 ? a : b, i);
    sum += *value;
  }
  co_return sum;
}

TEST(Task, AChildMayEndOnAnotherThreadWhileItsParentSuspends) {
  async::Loop a(async::Loop::Kind::kEpoll);
  async::Loop b(async::Loop::Kind::kEpoll);
  std::thread run_a([&] { a.Run(); });
  std::thread run_b([&] { b.Run(); });
  constexpr std::int64_t kCount = 20'000;
  EXPECT_EQ(Wait(Races(a, b, kCount)), kCount * (kCount - 1) / 2);
  a.Stop();
  b.Stop();
  run_a.join();
  run_b.join();
}

}  // namespace
}  // namespace elanus
