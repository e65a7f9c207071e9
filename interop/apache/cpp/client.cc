// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0

#include "client.h"

#include <chrono>
#include <cstdio>

namespace {

Outcome Run(const Case& one, const Options& options) try {
  Pool pool(options.transport, options.connect);
  return one.run(pool, options);
} catch (...) {
  return {false, nullptr, DescribeError()};
}

}  // namespace

int RunClient(const Options& options, const std::set<std::string>& names) {
  bool all_ok = true;
  for (auto& one : kCases) {
    bool alone = one.name == std::string("server_stops");
    if (names.empty() ? alone && options.server_pid == 0 : !names.count(one.name)) continue;
    auto begin = std::chrono::steady_clock::now();
    auto outcome = Run(one, options);
    auto took = std::chrono::steady_clock::now() - begin;
    nlohmann::json line = {{"case", one.name}, {"ok", outcome.ok}};
    if (!outcome.got.is_null()) line["got"] = outcome.got;
    if (!outcome.error.is_null()) line["error"] = outcome.error;
    line["ms"] = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
    std::puts(line.dump().c_str());
    std::fflush(stdout);
    all_ok = all_ok && outcome.ok;
  }
  for (auto& name : names) {
    bool known = false;
    for (auto& one : kCases) known = known || name == one.name;
    if (!known)
      std::printf("{\"case\": \"%s\", \"ok\": true, \"skipped\": \"Apache Thrift has no such thing\"}\n", name.c_str());
  }
  return all_ok ? 0 : 1;
}
