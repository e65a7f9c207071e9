// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Children that end before their parent's frame does:
//   Scope scope;
//   scope.Spawn(Work(ctx, 1));
//   scope.Spawn(Work(ctx, 2));
//   co_await scope.Join();
#pragma once

#include <cstddef>
#include <exception>

#include "elanus/async/event.h"
#include "elanus/async/task.h"

namespace elanus {

// Used on one loop. Join must have been awaited after the last Spawn and before it is destroyed (checked, unless an
// exception unwinds the frame after all children have ended).
class Scope {
 public:
  Scope() = default;
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;
  ~Scope();

  // Starts the task at once, on this loop. An exception that leaves it is rethrown by Join (the first one).
  void Spawn(Task<void> task);
  // Waits for all of them; children spawned meanwhile included. It is not ended early by anything: cancel the
  // children's context for that.
  Task<void> Join();
  std::size_t running() const { return running_; }

 private:
  async::Detached Run(Task<void> task);

  std::size_t running_ = 0;
  bool joined_ = true;  // since the last Spawn
  std::exception_ptr exception_;
  async::Event idle_;
};

}  // namespace elanus
