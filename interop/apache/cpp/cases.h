// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The contract's cases, as a client of Apache Thrift can have them.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "connection.h"

struct Outcome {
  bool ok = false;
  nlohmann::json got = nullptr;
  nlohmann::json error = nullptr;
};

struct Options {
  std::string connect, transport;
  std::vector<std::string> hops;
  int server_pid = 0;
};

struct Case {
  const char* name;
  Outcome (*run)(Pool&, const Options&);
};

extern const std::vector<Case> kCases;

// The exception in flight, as the contract's error object.
nlohmann::json DescribeError();
