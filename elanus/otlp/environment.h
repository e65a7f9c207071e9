// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The OTEL_* variables, read by the rules of the OpenTelemetry specification (conventions.md F.3).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "elanus/base/clock.h"

namespace elanus::otlp {

// An empty variable counts as unset. A value that cannot be read is named in a warning and counts as unset.
class Environment {
 public:
  using Lookup = std::function<std::optional<std::string>(const std::string& name)>;
  // The process's own.
  static Environment System();
  explicit Environment(Lookup lookup) : lookup_(std::move(lookup)) {}

  std::optional<std::string> Text(std::string_view name) const;
  // Only "true", in any case, is true.
  bool Flag(std::string_view name) const;
  std::optional<std::uint64_t> Number(std::string_view name) const;
  // Whole milliseconds.
  std::optional<Duration> Milliseconds(std::string_view name) const;
  std::optional<double> Ratio(std::string_view name) const;

 private:
  Lookup lookup_;
};

}  // namespace elanus::otlp
