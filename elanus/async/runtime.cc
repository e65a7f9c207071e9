// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/runtime.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>
#include <vector>

#include "elanus/async/blocking_pool.h"
#include "elanus/async/thread.h"
#include "elanus/base/check.h"

namespace elanus {

class Runtime::Impl {
 public:
  std::vector<std::unique_ptr<async::Loop>> loops;
  std::vector<std::thread> threads;
  std::unique_ptr<async::BlockingPool> blocking;  // null in a manual runtime
  std::atomic<unsigned> next = 0;
};

Runtime::Runtime() : Runtime(Options()) {}

Runtime::Runtime(const Options& options) : impl_(std::make_unique<Impl>()) {
  const int cores = static_cast<int>(std::thread::hardware_concurrency());
  const int loops = options.loops > 0 ? options.loops : std::max(cores, 1);
  impl_->blocking = std::make_unique<async::BlockingPool>(options.blocking_threads, options.blocking_queue);
  for (int i = 0; i < loops; ++i) {
    impl_->loops.push_back(std::make_unique<async::Loop>(async::Loop::Kind::kEpoll));
    impl_->loops.back()->SetRuntime(this);
  }
  for (const auto& loop : impl_->loops) {
    impl_->threads.push_back(async::StartQuietThread("elanus-loop", [&loop = *loop] { loop.Run(); }));
  }
}

Runtime::Runtime(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

std::unique_ptr<Runtime> Runtime::Manual(const Clock& clock, std::uint64_t seed) {
  auto impl = std::make_unique<Impl>();
  impl->loops.push_back(std::make_unique<async::Loop>(async::Loop::Kind::kManual, clock));
  impl->loops.back()->SeedRandom(seed);
  std::unique_ptr<Runtime> runtime(new Runtime(std::move(impl)));
  runtime->loop(0).SetRuntime(runtime.get());
  return runtime;
}

Runtime::~Runtime() {
  const async::Loop* current = async::Loop::Current();
  ELANUS_CHECK(current == nullptr || current->runtime() != this, "a runtime was destroyed on a loop of its own");
  // Blocking work first: it comes back to loops.
  impl_->blocking.reset();
  for (const auto& loop : impl_->loops) loop->Stop();
  for (std::thread& thread : impl_->threads) thread.join();
}

int Runtime::size() const { return static_cast<int>(impl_->loops.size()); }

async::Loop& Runtime::loop(int index) {
  ELANUS_CHECK(index >= 0 && index < size(), "loop ", index, " of a runtime that has ", size());
  return *impl_->loops[static_cast<std::size_t>(index)];
}

async::Loop& Runtime::Next() {
  const unsigned next = impl_->next.fetch_add(1, std::memory_order_relaxed);
  return *impl_->loops[next % impl_->loops.size()];
}

Status Runtime::Block(std::function<void()> work) {
  if (impl_->blocking != nullptr) return impl_->blocking->Run(std::move(work));
  impl_->loops.front()->Post(std::move(work));
  return Ok();
}

}  // namespace elanus
