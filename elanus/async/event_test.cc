// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/event.h"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "elanus/async/task.h"
#include "elanus/async/test_loop.h"

namespace elanus::async {
namespace {

using std::chrono::milliseconds;

Detached Await(Event& event, Until until, std::vector<Code>& codes) {
  const Status status = co_await event.Wait(until);
  codes.push_back(status.code());
}

class EventTest : public ::testing::Test {
 protected:
  void OnLoop(std::function<void()> function) {
    loop_.loop().Post(std::move(function));
    loop_.RunUntilIdle();
  }
  Until In(Duration duration, CancelSignal* cancel = nullptr) { return Until(loop_.clock().Now() + duration, cancel); }

  TestLoop loop_;
  Event event_;
  CancelSignal cancel_;
  std::vector<Code> codes_;
};

TEST_F(EventTest, ASetEventDoesNotWait) {
  event_.Set();
  OnLoop([&] {
    Await(event_, Until(), codes_);
    EXPECT_EQ(codes_, std::vector<Code>{Code::kOk});
  });
}

TEST_F(EventTest, SetLetsTheWaiterGoOnLaterInTheSameTurn) {
  OnLoop([&] { Await(event_, Until(), codes_); });
  EXPECT_TRUE(codes_.empty());
  OnLoop([&] {
    event_.Set();
    EXPECT_TRUE(codes_.empty()) << "the waiter ran inside Set";
  });
  EXPECT_EQ(codes_, std::vector<Code>{Code::kOk});
}

TEST_F(EventTest, TheDeadlineEndsTheWait) {
  OnLoop([&] { Await(event_, In(milliseconds(5)), codes_); });
  loop_.Advance(milliseconds(5) - Duration(1));
  EXPECT_TRUE(codes_.empty());
  loop_.Advance(Duration(1));
  EXPECT_EQ(codes_, std::vector<Code>{Code::kDeadlineExceeded});
  EXPECT_EQ(loop_.loop().timers().size(), 0U);
}

TEST_F(EventTest, ADeadlineThatHasPassedEndsTheWait) {
  OnLoop([&] { Await(event_, In(milliseconds(-5)), codes_); });
  EXPECT_EQ(codes_, std::vector<Code>{Code::kDeadlineExceeded});
}

TEST_F(EventTest, TheSignalEndsTheWait) {
  OnLoop([&] { Await(event_, In(milliseconds(5), &cancel_), codes_); });
  OnLoop([&] { cancel_.Fire(); });
  EXPECT_EQ(codes_, std::vector<Code>{Code::kCancelled});
  EXPECT_EQ(loop_.loop().timers().size(), 0U) << "the timer was left armed";
}

TEST_F(EventTest, ASignalThatHasFiredEndsTheWaitAtOnce) {
  cancel_.Fire();
  OnLoop([&] {
    Await(event_, Until(TimePoint::Never(), &cancel_), codes_);
    EXPECT_EQ(codes_, std::vector<Code>{Code::kCancelled});
  });
}

TEST_F(EventTest, SetWinsOverASignalOfTheSameTurn) {
  OnLoop([&] { Await(event_, Until(TimePoint::Never(), &cancel_), codes_); });
  OnLoop([&] {
    cancel_.Fire();
    event_.Set();
  });
  EXPECT_EQ(codes_, std::vector<Code>{Code::kOk});
}

TEST_F(EventTest, MayBeDestroyedRightAfterSet) {
  auto event = std::make_unique<Event>();
  OnLoop([&] { Await(*event, Until(), codes_); });
  OnLoop([&] {
    event->Set();
    event = nullptr;
  });
  EXPECT_EQ(codes_, std::vector<Code>{Code::kOk});
}

TEST_F(EventTest, ResetAfterSetDoesNotTakeTheWakeUpBack) {
  OnLoop([&] { Await(event_, Until(), codes_); });
  OnLoop([&] {
    event_.Set();
    event_.Reset();
  });
  EXPECT_EQ(codes_, std::vector<Code>{Code::kOk});
  EXPECT_FALSE(event_.is_set());
  OnLoop([&] { Await(event_, Until(), codes_); });
  EXPECT_EQ(codes_.size(), 1U);
  OnLoop([&] { event_.Set(); });
  EXPECT_EQ(codes_.size(), 2U);
}

TEST_F(EventTest, HasOneWaiter) {
  OnLoop([&] { Await(event_, Until(), codes_); });
  EXPECT_DEATH(OnLoop([&] { Await(event_, Until(), codes_); }), "a second coroutine awaits an Event");
  OnLoop([&] { event_.Set(); });
}

TEST_F(EventTest, MustOutliveItsWaiter) {
  auto event = std::make_unique<Event>();
  OnLoop([&] { Await(*event, Until(), codes_); });
  EXPECT_DEATH(event = nullptr, "an Event was destroyed while a coroutine waits for it");
  OnLoop([&] { event->Set(); });
}

TEST_F(EventTest, NeedsALoop) { EXPECT_DEATH(Await(event_, Until(), codes_), "on a thread that runs no loop"); }

}  // namespace
}  // namespace elanus::async
