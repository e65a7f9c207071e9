// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/scope.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "elanus/async/test_loop.h"
#include "elanus/async/wait.h"

namespace elanus {
namespace {

using std::chrono::milliseconds;

Task<void> AppendAfter(Duration duration, std::vector<int>& order, int id) {
  const Status slept = co_await SleepFor(duration);
  order.push_back(slept.ok() ? id : -1);
}

Task<void> ThrowAfter(Duration duration, std::string what) {
  const Status slept = co_await SleepFor(duration);
  if (slept.ok()) throw std::runtime_error(what);
}

Task<void> AppendAtOnce(std::vector<int>& order, int id) {
  order.push_back(id);
  co_return;
}

Task<void> RunThree(std::vector<int>& order) {
  Scope scope;
  scope.Spawn(AppendAfter(milliseconds(2), order, 2));
  scope.Spawn(AppendAfter(milliseconds(1), order, 1));
  scope.Spawn(AppendAtOnce(order, 0));
  EXPECT_EQ(order, std::vector<int>{0}) << "children start at once";
  EXPECT_EQ(scope.running(), 2U);
  co_await scope.Join();
  EXPECT_EQ(scope.running(), 0U);
}

TEST(Scope, JoinWaitsForAllChildren) {
  TestLoop loop;
  std::vector<int> order;
  loop.Run(RunThree(order));
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2}));
}

Task<void> SpawnAnother(Scope& scope, std::vector<int>& order) {
  const Status slept = co_await SleepFor(milliseconds(1));
  EXPECT_TRUE(slept.ok());
  scope.Spawn(AppendAfter(milliseconds(1), order, 2));
  order.push_back(1);
}

Task<void> JoinTwice(std::vector<int>& order) {
  Scope scope;
  scope.Spawn(SpawnAnother(scope, order));
  co_await scope.Join();
  order.push_back(3);
  scope.Spawn(AppendAfter(milliseconds(1), order, 4));
  co_await scope.Join();
  order.push_back(5);
}

TEST(Scope, JoinWaitsForChildrenOfChildrenAndCanBeRepeated) {
  TestLoop loop;
  std::vector<int> order;
  loop.Run(JoinTwice(order));
  EXPECT_EQ(order, (std::vector<int>{1, 2, 3, 4, 5}));
}

Task<void> JoinFailing(std::vector<int>& order) {
  Scope scope;
  scope.Spawn(ThrowAfter(milliseconds(2), "second"));
  scope.Spawn(ThrowAfter(milliseconds(1), "first"));
  scope.Spawn(AppendAfter(milliseconds(3), order, 1));
  co_await scope.Join();
}

TEST(Scope, JoinRethrowsTheFirstExceptionAfterAllHaveEnded) {
  TestLoop loop;
  std::vector<int> order;
  try {
    loop.Run(JoinFailing(order));
    FAIL() << "nothing was thrown";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "first");
  }
  EXPECT_EQ(order, std::vector<int>{1});
}

Task<void> ForgetToJoin(std::vector<int>& order) {
  Scope scope;
  scope.Spawn(AppendAtOnce(order, 0));
  co_return;
}

TEST(ScopeDeathTest, MustBeJoined) {
  TestLoop loop;
  std::vector<int> order;
  EXPECT_DEATH(loop.Run(ForgetToJoin(order)), "destroyed before `co_await scope.Join\\(\\)`, with 0 children");
}

TEST(Scope, WithoutChildrenNeedsNoJoin) { const Scope scope; }

}  // namespace
}  // namespace elanus
