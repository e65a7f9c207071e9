// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What a loop does for each call costs no allocation and no system call once it is warm. Counts the program's calls of
// operator new, so it replaces it for this test program.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <vector>

#include "elanus/async/event.h"
#include "elanus/async/loop.h"
#include "elanus/async/task.h"
#include "elanus/async/test_loop.h"
#include "elanus/async/timer.h"
#include "elanus/base/bytes.h"

namespace {

std::atomic<std::int64_t> allocations = 0;

}  // namespace

// Never inlined, or g++ sees malloc and delete meet and warns of a mismatch. Weak, since ThreadSanitizer brings its
// own.
__attribute__((noinline, weak)) void* operator new(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  void* block = std::malloc(size == 0 ? 1 : size);
  if (block == nullptr) throw std::bad_alloc();
  return block;
}
__attribute__((noinline, weak)) void operator delete(void* block) noexcept { std::free(block); }
__attribute__((noinline, weak)) void operator delete(void* block, std::size_t) noexcept { std::free(block); }

// There under these sanitizers only.
extern "C" __attribute__((weak)) void __tsan_init();
extern "C" __attribute__((weak)) void __asan_init();

namespace elanus::async {
namespace {

using std::chrono::milliseconds;

// As a reply does: sets the event later in the turn.
class SetAtTurnEnd final : public TurnEndHook {
 public:
  explicit SetAtTurnEnd(Event& event) : event_(event) {}
  void OnTurnEnd() override { event_.Set(); }

 private:
  Event& event_;
};

Task<Status> WaitWithDeadline(Event& event) {
  CancelSignal cancel;
  Until until(Loop::Current()->now() + milliseconds(50), &cancel);
  Status status = co_await event.Wait(until);
  co_return status;
}

// One call's worth: a child task with a frame, an event with a timer and a signal, a hook at the turn's end, bytes.
Task<bool> OneRound(Loop& loop) {
  Event event;
  SetAtTurnEnd hook(event);
  loop.AtTurnEnd(hook);
  Bytes bytes;
  bytes.Append("some bytes of a frame");
  const Status status = co_await WaitWithDeadline(event);
  co_return status.ok() && bytes.size() == 21;
}

Task<std::int64_t> AllocationsOf(Loop& loop, int rounds) {
  std::int64_t before = 0;
  constexpr int kWarmUp = 10;
  for (int i = 0; i < kWarmUp + rounds; ++i) {
    if (i == kWarmUp) before = allocations.load();
    const bool ok = co_await OneRound(loop);
    EXPECT_TRUE(ok);
  }
  co_return allocations.load() - before;
}

TEST(SteadyState, ACallsWorthOfWaitingAllocatesNothing) {
  TestLoop test;
  EXPECT_EQ(test.Run(AllocationsOf(test.loop(), 1'000)), 0);
}

TEST(SteadyState, ArmingTimersAllocatesNothing) {
  Timers timers(TimePoint(0));
  std::vector<Timer> armed(1'000);
  const std::int64_t before = allocations.load();
  int runs = 0;
  for (int i = 0; i < 1'000; ++i) {
    const TimePoint at(static_cast<std::int64_t>(i) * i * 1'000'000 % 77'000'000'000);
    armed[static_cast<std::size_t>(i)].Arm(timers, at, [](void* count) { ++*static_cast<int*>(count); }, &runs);
  }
  for (std::int64_t now = 0; timers.size() > 0; now += 700'000'000) timers.RunDue(TimePoint(now));
  EXPECT_EQ(allocations.load() - before, 0);
  EXPECT_EQ(runs, 1'000);
}

TEST(SteadyState, TheCounterCounts) {
  if (__tsan_init != nullptr || __asan_init != nullptr) GTEST_SKIP() << "the sanitizer has an operator new of its own";
  const std::int64_t before = allocations.load();
  std::vector<int> one(1'000);
  EXPECT_EQ(one.size(), 1'000U);
  EXPECT_EQ(allocations.load() - before, 1);
}

}  // namespace
}  // namespace elanus::async
