// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Who sends the spans: attributes of the process, once a batch.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>

#include "elanus/base/result.h"

namespace elanus {

// Built before a provider, constant afterwards.
class Resource {
 public:
  using Value = std::variant<std::string, std::int64_t>;

  // Replaces what is there.
  Resource& Set(std::string_view key, Value value);
  // Takes over what this one has not.
  Resource& AddMissing(const Resource& other);
  // The text behind a key; empty when there is none.
  std::string_view Text(std::string_view key) const;
  const std::map<std::string, Value, std::less<>>& attributes() const { return attributes_; }

  // OTEL_RESOURCE_ATTRIBUTES: "key=value,key2=value2", percent-encoded. One error and nothing of it counts, as the
  // specification wants; the error names the place.
  static Result<Resource> Parse(std::string_view text);
  // host.name, os.type, os.description, process.pid, process.executable.name and .path, process.owner,
  // process.runtime.name. The command line is left out: it often holds secrets.
  static Resource Detect();
  // telemetry.sdk.name, .language, .version.
  static Resource Sdk();
  // service.name "unknown_service:<executable>", for want of a better one.
  static Resource DefaultService();

 private:
  std::map<std::string, Value, std::less<>> attributes_;
};

namespace telemetry {

// The library's own name and version: instrumentation scope, telemetry.sdk.version, User-Agent.
inline constexpr std::string_view kScopeName = "elanus";
inline constexpr std::string_view kVersion = "0.1.0";

// OTLP's Resource message.
std::string EncodeResource(const Resource& resource);

}  // namespace telemetry

}  // namespace elanus
