// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/server/signals.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>

#include "elanus/base/check.h"

namespace elanus::server {

namespace {

// A signal handler can reach nothing but globals.
std::atomic<int> wake_fd = -1;
std::atomic<int> caught = 0;

void OnSignal(int number) {
  const int saved = errno;
  caught = number;
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t wrote = write(wake_fd, &one, sizeof one);
  errno = saved;
}

}  // namespace

StopSignals::StopSignals() {
  ELANUS_CHECK(wake_fd == -1, "two servers of one process wait for signals");
  caught = 0;
  wake_fd = eventfd(0, EFD_CLOEXEC);
  ELANUS_CHECK(wake_fd != -1, "eventfd failed with errno ", errno);
  struct sigaction action = {};
  action.sa_handler = OnSignal;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, &old_int_);
  sigaction(SIGTERM, &action, &old_term_);
}

StopSignals::~StopSignals() {
  sigaction(SIGINT, &old_int_, nullptr);
  sigaction(SIGTERM, &old_term_, nullptr);
  close(wake_fd.exchange(-1));
}

int StopSignals::Wait() {
  std::uint64_t count = 0;
  while (caught == 0) {
    if (read(wake_fd, &count, sizeof count) < 0 && errno != EINTR) break;
  }
  return caught;
}

}  // namespace elanus::server
