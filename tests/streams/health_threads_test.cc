// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A HealthService is set from any thread while watchers on several loops come, go and look.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "elanus/async/runtime.h"
#include "elanus/async/wait.h"
#include "elanus/grpc/health_service.h"

namespace elanus {
namespace {

// Watches a hundred times, each time until the status is another one than before; the number of changes it has seen.
Task<int> WatchOn(async::Loop& loop, HealthService& health) {
  co_await loop.Hop();
  int changes = 0;
  for (int i = 0; i < 100; ++i) {
    HealthService::Watcher watcher(health, loop);
    const ServingStatus before = health.Get("a.A");
    while (health.Get("a.A") == before && !health.stopping()) {
      watcher.changed().Reset();
      if (health.Get("a.A") != before || health.stopping()) break;
      Status waited = co_await watcher.changed().Wait();
      if (!waited.ok()) co_return -1;
    }
    ++changes;
  }
  co_return changes;
}

TEST(HealthThreads, WatchersOnSeveralLoopsMissNothing) {
  Runtime::Options options;
  options.loops = 2;
  Runtime runtime(options);
  HealthService health;
  std::atomic<int> running = 4;
  std::vector<int> changes(4);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      changes[static_cast<std::size_t>(i)] = Wait(WatchOn(runtime.loop(i % 2), health));
      --running;
    });
  }
  for (int n = 0; running > 0; ++n) {
    health.Set("a.A", n % 2 == 0 ? ServingStatus::kServing : ServingStatus::kNotServing);
    if (n == 100'000) health.Stop();  // whoever still waits is let go
    std::this_thread::yield();
  }
  for (std::thread& thread : threads) thread.join();
  for (const int each : changes) EXPECT_EQ(each, 100);
}

}  // namespace
}  // namespace elanus
