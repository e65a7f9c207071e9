// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Where the collector is: "http://host:4318", "https://host", "host:4318".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "elanus/base/result.h"

namespace elanus::otlp {

class Endpoint {
 public:
  // Without a scheme it is http. The error names what was expected and what came.
  static Result<Endpoint> Parse(std::string_view text);

  // "http://[::1]:4318".
  std::string Origin() const;
  std::string ToString() const { return Origin() + path; }

  bool tls = false;
  std::string host;  // without brackets
  std::uint16_t port = 4318;
  std::string path;  // empty, or begins with a slash
};

}  // namespace elanus::otlp
