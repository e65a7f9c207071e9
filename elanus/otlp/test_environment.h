// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// For the tests of this folder: variables that are none of the process's, and what was logged.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "elanus/base/log.h"
#include "elanus/otlp/environment.h"

namespace elanus::otlp {

inline Environment Variables(std::map<std::string, std::string> values) {
  return Environment([values = std::move(values)](const std::string& name) -> std::optional<std::string> {
    const auto found = values.find(name);
    return found != values.end() ? std::optional<std::string>(found->second) : std::nullopt;
  });
}

// While it lives, log lines come here.
class Logged {
 public:
  Logged() {
    SetLogSink([this](LogLevel, std::string_view line) { lines.emplace_back(line); });
  }
  ~Logged() { SetLogSink(nullptr); }
  Logged(const Logged&) = delete;
  Logged& operator=(const Logged&) = delete;

  std::vector<std::string> lines;
};

}  // namespace elanus::otlp
