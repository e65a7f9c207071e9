// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/poller.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "elanus/base/check.h"

namespace elanus::async {

namespace {

std::uint64_t Tag(int fd, std::uint32_t generation) {
  return std::uint64_t{generation} << 32 | static_cast<std::uint32_t>(fd);
}

}  // namespace

Loop::Poller::Poller() : epoll_(epoll_create1(EPOLL_CLOEXEC)), wake_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  ELANUS_CHECK(epoll_ >= 0 && wake_ >= 0, "no descriptors for a loop: ", std::strerror(errno));
  epoll_event event{};
  // Edge-triggered: each write is one event, and the counter need never be read. It has no entry, so that Dispatch
  // passes over it.
  event.events = EPOLLIN | EPOLLET;
  event.data.u64 = Tag(wake_, 0);
  ELANUS_CHECK(epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &event) == 0, std::strerror(errno));
}

Loop::Poller::~Poller() {
  close(wake_);
  close(epoll_);
}

Status Loop::Poller::Add(int fd, Watcher& watcher) {
  ELANUS_CHECK(fd >= 0, "a descriptor to watch was ", fd);
  const auto index = static_cast<std::size_t>(fd);
  if (index >= entries_.size()) entries_.resize(index + 1);
  Entry& entry = entries_[index];
  ELANUS_CHECK(entry.watcher == nullptr, "descriptor ", fd, " is watched already");
  ++entry.generation;
  epoll_event event{};
  event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
  event.data.u64 = Tag(fd, entry.generation);
  int failed = epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event);
  // Watched before and never closed.
  if (failed != 0 && errno == EEXIST) failed = epoll_ctl(epoll_, EPOLL_CTL_MOD, fd, &event);
  if (failed != 0) return Unavailable("epoll_ctl for descriptor ", fd, ": ", std::strerror(errno));
  entry.watcher = &watcher;
  return Ok();
}

void Loop::Poller::Remove(int fd, Watcher& watcher) {
  const auto index = static_cast<std::size_t>(fd);
  ELANUS_CHECK(fd >= 0 && index < entries_.size() && entries_[index].watcher == &watcher, "descriptor ", fd,
               " is not watched by this watcher");
  entries_[index].watcher = nullptr;
}

void Loop::Poller::Wait(int millis) {
  count_ = epoll_wait(epoll_, events_, kBatch, millis);
  ELANUS_CHECK(count_ >= 0 || errno == EINTR, "epoll_wait: ", std::strerror(errno));
}

bool Loop::Poller::Dispatch() {
  bool any = false;
  for (int i = 0; i < count_; ++i) {
    const std::uint32_t events = events_[i].events;
    const auto index = static_cast<std::uint32_t>(events_[i].data.u64);
    if (index >= entries_.size()) continue;
    // A copy: the watcher may add descriptors.
    const Entry entry = entries_[index];
    if (entry.watcher == nullptr || entry.generation != events_[i].data.u64 >> 32) continue;
    any = true;
    // An error shows in the next read or write, and both are worth trying then.
    const bool gone = (events & (EPOLLHUP | EPOLLERR)) != 0;
    const bool ended = (events & EPOLLRDHUP) != 0;
    entry.watcher->OnReady(gone || ended || (events & EPOLLIN) != 0, gone || (events & EPOLLOUT) != 0, gone || ended);
  }
  count_ = 0;
  return any;
}

void Loop::Poller::Wake() {
  const std::uint64_t one = 1;
  // It can fail only when the counter is full, which takes centuries.
  [[maybe_unused]] const ssize_t written = write(wake_, &one, sizeof one);
}

}  // namespace elanus::async
