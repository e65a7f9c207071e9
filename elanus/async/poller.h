// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What an epoll loop asks the kernel: which descriptors are ready, and to be woken up. Private to loop.cc.
#pragma once

#include <sys/epoll.h>

#include <cstdint>
#include <vector>

#include "elanus/async/loop.h"
#include "elanus/base/status.h"

namespace elanus::async {

// Used on the loop's thread, Wake excepted.
class Loop::Poller {
 public:
  Poller();
  ~Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  Status Add(int fd, Watcher& watcher);
  void Remove(int fd, Watcher& watcher);

  // Sleeps up to so many milliseconds (-1: without end) for events.
  void Wait(int millis);
  // Tells the watchers what Wait found. True when there was any to tell.
  bool Dispatch();
  // From any thread: ends the Wait that runs, or the next one.
  void Wake();

 private:
  // Events carry a descriptor and the generation of its entry, not a pointer: one that the kernel reports late, for a
  // watcher that is gone, finds another generation. So Remove needs no system call.
  class Entry {
   public:
    Watcher* watcher = nullptr;
    std::uint32_t generation = 0;
  };
  static constexpr int kBatch = 256;

  const int epoll_;
  const int wake_;
  std::vector<Entry> entries_;  // by descriptor
  int count_ = 0;
  epoll_event events_[kBatch];
};

}  // namespace elanus::async
