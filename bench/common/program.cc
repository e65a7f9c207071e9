// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "bench/common/program.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include <pthread.h>
#include <sys/prctl.h>

namespace bench {

namespace {

sigset_t StopSignals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

double Seconds(clockid_t clock) {
  timespec at = {};
  if (clock_gettime(clock, &at) != 0) DieErrno("clock_gettime");
  return static_cast<double>(at.tv_sec) + static_cast<double>(at.tv_nsec) / 1e9;
}

}  // namespace

void Begin() {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  std::signal(SIGPIPE, SIG_IGN);
  const sigset_t set = StopSignals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

void WaitForStop() {
  const sigset_t set = StopSignals();
  int signal = 0;
  sigwait(&set, &signal);
}

void Die(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  std::_Exit(1);
}

void DieErrno(const std::string& what) { Die(what + ": " + std::strerror(errno)); }

std::int64_t Now() {
  timespec at = {};
  clock_gettime(CLOCK_MONOTONIC, &at);
  return std::int64_t{at.tv_sec} * 1'000'000'000 + at.tv_nsec;
}

double CpuSeconds(pid_t process) {
  if (process == 0) return Seconds(CLOCK_PROCESS_CPUTIME_ID);
  clockid_t clock = 0;
  if (const int error = clock_getcpuclockid(process, &clock); error != 0) {
    Die("no CPU clock of process " + std::to_string(process) + ": " + std::strerror(error));
  }
  return Seconds(clock);
}

Line& Line::Add(std::string_view name, double value) {
  char number[64];
  std::snprintf(number, sizeof number, "%.9g", value);
  text_ += (text_.empty() ? "{\"" : ", \"") + std::string(name) + "\": " + number;
  return *this;
}

Line& Line::Add(std::string_view name, std::uint64_t value) {
  text_ += (text_.empty() ? "{\"" : ", \"") + std::string(name) + "\": " + std::to_string(value);
  return *this;
}

void Line::Print() {
  std::printf("%s}\n", text_.c_str());
  std::fflush(stdout);
}

void SayPort(int port) { Line().Add("port", static_cast<std::uint64_t>(port)).Print(); }

}  // namespace bench
