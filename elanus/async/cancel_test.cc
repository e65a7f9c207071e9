// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/cancel.h"

#include <gtest/gtest.h>

#include <vector>

namespace elanus::async {
namespace {

class Recorder {
 public:
  Recorder(int id, std::vector<int>& order) : id_(id), order_(order) {}
  static void Run(void* self) {
    auto* recorder = static_cast<Recorder*>(self);
    recorder->order_.push_back(recorder->id_);
    if (recorder->removes != nullptr) recorder->removes->Remove();
  }
  CancelCallback callback;
  CancelCallback* removes = nullptr;

 private:
  int id_;
  std::vector<int>& order_;
};

TEST(CancelSignal, RunsCallbacksOnceNewestFirst) {
  CancelSignal signal;
  std::vector<int> order;
  Recorder a(1, order);
  Recorder b(2, order);
  a.callback.Register(&signal, Recorder::Run, &a);
  b.callback.Register(&signal, Recorder::Run, &b);
  EXPECT_FALSE(signal.fired());
  signal.Fire();
  signal.Fire();
  EXPECT_TRUE(signal.fired());
  EXPECT_EQ(order, (std::vector<int>{2, 1}));
}

TEST(CancelSignal, ACallbackMayRemoveOthers) {
  CancelSignal signal;
  std::vector<int> order;
  Recorder a(1, order);
  Recorder b(2, order);
  Recorder c(3, order);
  for (Recorder* recorder : {&a, &b, &c}) recorder->callback.Register(&signal, Recorder::Run, recorder);
  c.removes = &b.callback;
  signal.Fire();
  EXPECT_EQ(order, (std::vector<int>{3, 1}));
}

TEST(CancelSignal, DestroyedCallbacksDoNotRun) {
  CancelSignal signal;
  std::vector<int> order;
  Recorder a(1, order);
  a.callback.Register(&signal, Recorder::Run, &a);
  {
    Recorder b(2, order);
    b.callback.Register(&signal, Recorder::Run, &b);
  }
  signal.Fire();
  EXPECT_EQ(order, std::vector<int>{1});
}

TEST(CancelSignal, AFiredSignalTakesNoCallbacks) {
  CancelSignal signal;
  signal.Fire();
  std::vector<int> order;
  Recorder a(1, order);
  a.callback.Register(&signal, Recorder::Run, &a);
  signal.Fire();
  EXPECT_TRUE(order.empty());
}

TEST(CancelSignal, NullNeverRuns) {
  CancelCallback callback(nullptr, [](void*) { FAIL(); }, nullptr);
  callback.Remove();
}

TEST(CancelSignalDeathTest, MustNotDieBeforeItsCallbacks) {
  EXPECT_DEATH(
      {
        CancelCallback callback;
        CancelSignal signal;
        callback.Register(&signal, [](void*) {}, nullptr);
      },
      "destroyed while something still waits");
}

}  // namespace
}  // namespace elanus::async
