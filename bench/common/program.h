// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What every program of the benchmark does beside its work: it says in one line of JSON where it listens or what it
// measured, and ends with the driver that started it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <sys/types.h>

namespace bench {

// First thing in main, before there are threads: SIGTERM and SIGINT are kept for WaitForStop; when the driver dies, so
// do we.
void Begin();
// Until SIGTERM or SIGINT.
void WaitForStop();

[[noreturn]] void Die(const std::string& what);
// As Die, with the words of errno.
[[noreturn]] void DieErrno(const std::string& what);

// Nanoseconds of the monotonic clock.
std::int64_t Now();
// CPU time of a process so far, in seconds, of all its threads; exact to the nanosecond. 0 is this one.
double CpuSeconds(pid_t process);

// One line of JSON on standard output.
class Line {
 public:
  Line& Add(std::string_view name, double value);
  Line& Add(std::string_view name, std::uint64_t value);
  void Print();

 private:
  std::string text_;
};

// {"port": 1234}: the driver waits for it.
void SayPort(int port);

}  // namespace bench
