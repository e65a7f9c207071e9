// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/otlp/header_list.h"

#include <algorithm>

#include "elanus/telemetry/percent.h"
#include "elanus/telemetry/text.h"

namespace elanus::otlp {

namespace {

bool IsName(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
    return std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

bool IsValue(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) { return c == '\t' || (c >= 0x20 && c != 0x7F); });
}

}  // namespace

Result<HeaderList> ParseHeaders(std::string_view text) {
  HeaderList headers;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view pair = telemetry::TakeMember(text);
    if (telemetry::Trim(pair).empty()) continue;
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) return InvalidArgument("OTLP header ", number, ": expected name=value");
    const std::string_view name = telemetry::Trim(pair.substr(0, equals));
    if (!IsName(name)) return InvalidArgument("OTLP header ", number, ": its name is no HTTP header name");
    auto value = telemetry::PercentDecode(telemetry::Trim(pair.substr(equals + 1)));
    if (!value) return value.status().Prefixed(StrCat("OTLP header ", name, ": "));
    if (!IsValue(*value)) return InvalidArgument("OTLP header ", name, ": its value holds control characters");
    headers.emplace_back(name, std::move(*value));
  }
  return headers;
}

}  // namespace elanus::otlp
