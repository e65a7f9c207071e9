// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/timer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <vector>

#include "elanus/base/clock.h"

namespace elanus::async {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr TimePoint kStart(1'000'000'123);

// A timer whose function is a closure.
class Alarm {
 public:
  void Arm(Timers& timers, TimePoint at, std::function<void()> function) {
    function_ = std::move(function);
    timer_.Arm(timers, at, &Alarm::Run, this);
  }
  Timer& timer() { return timer_; }

 private:
  static void Run(void* self) {
    const std::function<void()> function = static_cast<Alarm*>(self)->function_;  // which may replace or destroy it
    function();
  }

  Timer timer_;
  std::function<void()> function_;
};

TEST(Timers, RunsNothingBeforeItsTime) {
  Timers timers(kStart);
  int runs = 0;
  Alarm alarm;
  const TimePoint at = kStart + milliseconds(7) + microseconds(300);
  alarm.Arm(timers, at, [&] { ++runs; });
  EXPECT_EQ(timers.Next(), at);
  EXPECT_FALSE(timers.RunDue(at + Duration(-1)));
  EXPECT_EQ(runs, 0);
  EXPECT_TRUE(alarm.timer().armed());
  EXPECT_TRUE(timers.RunDue(at));
  EXPECT_EQ(runs, 1);
  EXPECT_FALSE(alarm.timer().armed());
  EXPECT_TRUE(timers.Next().is_never());
  EXPECT_EQ(timers.size(), 0U);
}

TEST(Timers, RunsInOrderOfTimeAndThenOfArming) {
  Timers timers(kStart);
  std::vector<int> order;
  Alarm alarms[5];
  // The first two are equal and lie far away when armed; the third joins them when they are near.
  const TimePoint far = kStart + milliseconds(10'000);
  alarms[0].Arm(timers, far, [&] { order.push_back(0); });
  alarms[1].Arm(timers, far, [&] { order.push_back(1); });
  timers.RunDue(kStart + milliseconds(9'999));
  alarms[2].Arm(timers, far, [&] { order.push_back(2); });
  alarms[3].Arm(timers, far + Duration(-1), [&] { order.push_back(3); });
  alarms[4].Arm(timers, kStart, [&] { order.push_back(4); });
  timers.RunDue(far);
  EXPECT_EQ(order, (std::vector<int>{4, 3, 0, 1, 2}));
}

TEST(Timers, ATimeThatHasPassedIsDueAtTheNextRun) {
  Timers timers(kStart);
  timers.RunDue(kStart + hours(1));
  int runs = 0;
  Alarm alarm;
  alarm.Arm(timers, TimePoint(-5), [&] { ++runs; });
  EXPECT_LE(timers.Next(), kStart);
  timers.RunDue(kStart + hours(1));
  EXPECT_EQ(runs, 1);
}

TEST(Timers, WhatIsArmedInACallbackWaitsForTheNextRun) {
  Timers timers(kStart);
  int first = 0;
  int second = 0;
  Alarm a;
  Alarm b;
  a.Arm(timers, kStart, [&] {
    ++first;
    b.Arm(timers, kStart, [&] { ++second; });
  });
  EXPECT_TRUE(timers.RunDue(kStart));
  EXPECT_EQ(first, 1);
  EXPECT_EQ(second, 0);
  EXPECT_TRUE(timers.RunDue(kStart));
  EXPECT_EQ(second, 1);
  EXPECT_FALSE(timers.RunDue(kStart));
}

TEST(Timers, ACallbackMayDisarmMoveAndDestroyOthers) {
  Timers timers(kStart);
  std::vector<int> order;
  Alarm first;
  Alarm disarmed;
  Alarm moved;
  auto destroyed = std::make_unique<Alarm>();
  auto itself = std::make_unique<Alarm>();
  first.Arm(timers, kStart, [&] {
    order.push_back(0);
    disarmed.timer().Disarm();
    destroyed = nullptr;
    moved.Arm(timers, kStart + milliseconds(1), [&] { order.push_back(2); });
  });
  disarmed.Arm(timers, kStart, [&] { order.push_back(-1); });
  destroyed->Arm(timers, kStart, [&] { order.push_back(-2); });
  moved.Arm(timers, kStart, [&] { order.push_back(-3); });
  itself->Arm(timers, kStart, [&] {
    order.push_back(1);
    auto dying = std::move(itself);
  });
  timers.RunDue(kStart);
  EXPECT_EQ(order, (std::vector<int>{0, 1}));
  EXPECT_EQ(timers.size(), 1U);
  timers.RunDue(kStart + milliseconds(1));
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2}));
}

TEST(Timers, NeverDisarms) {
  Timers timers(kStart);
  Alarm alarm;
  alarm.Arm(timers, kStart + milliseconds(1), [] { FAIL(); });
  alarm.Arm(timers, TimePoint::Never(), [] { FAIL(); });
  EXPECT_FALSE(alarm.timer().armed());
  EXPECT_FALSE(timers.RunDue(kStart + hours(1)));
}

TEST(Timers, OutlivedByATimerTheyDisarmIt) {
  Alarm alarm;
  {
    Timers timers(kStart);
    alarm.Arm(timers, kStart, [] {});
  }
  EXPECT_FALSE(alarm.timer().armed());
}

TEST(Timers, HoldTheFarthestTime) {
  Timers timers(kStart);
  int runs = 0;
  Alarm alarm;
  const TimePoint last(INT64_MAX - 1);
  alarm.Arm(timers, last, [&] { ++runs; });
  timers.RunDue(TimePoint(INT64_MAX - 2'000'000));
  EXPECT_EQ(runs, 0);
  timers.RunDue(last);
  EXPECT_EQ(runs, 1);
}

// What the wheel must do, the slow way: a plain list.
class Model {
 public:
  class Item {
   public:
    Item(int id, TimePoint at, std::uint64_t sequence) : id(id), at(at), sequence(sequence) {}
    int id;
    TimePoint at;
    std::uint64_t sequence;
  };
  void Arm(int id, TimePoint at) {
    Disarm(id);
    if (!at.is_never()) items_.push_back(Item(id, at, ++sequence_));
  }
  void Disarm(int id) {
    std::erase_if(items_, [&](const Item& item) { return item.id == id; });
    std::erase_if(due_, [&](const Item& item) { return item.id == id; });
  }
  // Moves what is due to a list of its own; Pop takes from that.
  void Begin(TimePoint now) {
    for (const Item& item : items_) {
      if (item.at <= now) due_.push_back(item);
    }
    std::erase_if(items_, [&](const Item& item) { return item.at <= now; });
    std::sort(due_.begin(), due_.end(),
              [](const Item& a, const Item& b) { return a.at != b.at ? a.at < b.at : a.sequence < b.sequence; });
  }
  int Pop() {
    if (due_.empty()) return -1;
    const int id = due_.front().id;
    due_.erase(due_.begin());
    return id;
  }
  TimePoint Next() const {
    TimePoint next = TimePoint::Never();
    for (const Item& item : items_) next = std::min(next, item.at);
    return next;
  }
  std::size_t size() const { return items_.size() + due_.size(); }

 private:
  std::vector<Item> items_;
  std::vector<Item> due_;
  std::uint64_t sequence_ = 0;
};

// Arms, moves and disarms at random, also from inside callbacks, and compares each callback with the model's.
class Comparison {
 public:
  explicit Comparison(std::uint64_t seed) : random_(seed) {}

  void Run(int steps) {
    for (int step = 0; step < steps && !::testing::Test::HasFailure(); ++step) {
      for (std::uint64_t changes = random_.Below(6); changes > 0; --changes) Change();
      Check();
      Sleep();
      model_.Begin(now_);
      changes_in_callbacks_ = 8;
      timers_.RunDue(now_);
      EXPECT_EQ(model_.Pop(), -1) << "a due timer did not run";
    }
  }

 private:
  static constexpr int kTimers = 60;

  // Spread over all levels, with many equal ones.
  TimePoint Somewhen() {
    const std::uint64_t kind = random_.Below(10);
    if (kind == 0) return now_;
    if (kind == 1) return now_ + Duration(-static_cast<std::int64_t>(random_.Below(5'000'000)));
    if (kind == 2) return TimePoint::Never();
    if (kind < 5) return now_ + milliseconds(random_.Below(4));
    const auto bits = random_.Below(52);
    return now_ + Duration(static_cast<std::int64_t>(random_.Below(std::uint64_t{1} << bits)));
  }

  void Change() {
    const int id = static_cast<int>(random_.Below(kTimers));
    if (random_.Below(4) == 0) {
      alarms_[id].timer().Disarm();
      model_.Disarm(id);
      return;
    }
    const TimePoint at = Somewhen();
    model_.Arm(id, at);
    alarms_[id].Arm(timers_, at, [this, id] { Fired(id); });
  }

  void Fired(int id) {
    EXPECT_EQ(id, model_.Pop());
    for (; changes_in_callbacks_ > 0 && random_.Below(2) == 0; --changes_in_callbacks_) Change();
  }

  void Check() {
    EXPECT_EQ(timers_.size(), model_.size());
    const TimePoint next = timers_.Next();
    EXPECT_LE(next, model_.Next());
    EXPECT_EQ(next.is_never(), model_.Next().is_never());
    constexpr std::int64_t kRun = 64'000'000;
    // The wheel knows only the time that RunDue was told.
    if (model_.Next().nanos() / kRun == now_.nanos() / kRun) {
      EXPECT_EQ(next, model_.Next());
    }
  }

  // As loops do, to the next timer or earlier; and sometimes over many.
  void Sleep() {
    const TimePoint next = timers_.Next();
    const std::uint64_t kind = random_.Below(4);
    if (kind == 0 && !next.is_never()) {
      now_ = std::max(now_, next);
    } else if (kind == 1) {
      now_ = now_ + Duration(static_cast<std::int64_t>(random_.Below(std::uint64_t{1} << random_.Below(44))));
    } else {
      now_ = now_ + Duration(static_cast<std::int64_t>(random_.Below(3'000'000)));
    }
  }

  Random random_;
  TimePoint now_ = kStart;
  Timers timers_{kStart};
  Model model_;
  Alarm alarms_[kTimers];
  int changes_in_callbacks_ = 0;
};

TEST(Timers, AgreeWithAPlainListForRandomOperations) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    Comparison(seed).Run(2000);
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace elanus::async
