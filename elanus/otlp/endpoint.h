// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Where the collector is: "http://host:4317", "https://host", "host:4317".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "elanus/base/result.h"

namespace elanus::otlp {

class Endpoint {
 public:
  // Without a scheme it is http; without a port 443 or, for http, `port`. The error names what was expected and what
  // came.
  static Result<Endpoint> Parse(std::string_view text, std::uint16_t port = 4318);

  // "http://[::1]:4318".
  std::string Origin() const;
  std::string ToString() const { return Origin() + path; }

  bool has_scheme = false;
  bool tls = false;
  std::string host;  // without brackets
  std::uint16_t port = 4318;
  std::string path;  // empty, or begins with a slash
};

}  // namespace elanus::otlp
