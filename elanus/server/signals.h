// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Waiting for the signals that end a program. A plain handler and an eventfd: signalfd would miss signals that are
// delivered to threads which were started before they were blocked.
#pragma once

#include <csignal>

namespace elanus::server {

// While it lives, SIGINT and SIGTERM are caught; then what was there before comes back. One at a time in a process.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  // Blocks until one comes; its number.
  int Wait();

 private:
  struct sigaction old_int_;
  struct sigaction old_term_;
};

}  // namespace elanus::server
