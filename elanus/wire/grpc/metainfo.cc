// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/grpc/metainfo.h"

#include <algorithm>

namespace elanus::wire {

namespace {

constexpr std::string_view kLowerCase[] = {
    "traceparent", "tracestate", "baggage", "b3", "service.name", "service.namespace", "deployment.environment",
};
constexpr std::string_view kLowerCasePrefixes[] = {"ot-tracer-", "ot-baggage-", "x-b3-"};

bool StaysLowerCase(std::string_view key) {
  for (const std::string_view name : kLowerCase) {
    if (key == name) return true;
  }
  for (const std::string_view prefix : kLowerCasePrefixes) {
    if (key.starts_with(prefix)) return true;
  }
  return false;
}

// RFC 9110's token characters, in lower case.
char Travelling(char c) {
  static constexpr std::string_view kAllowed = "!#$%&'*+-.^`|~";
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return c;
  return kAllowed.find(c) != kAllowed.npos ? c : '-';
}

char Known(char c) {
  if (c == '-') return '_';
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

}  // namespace

void AppendMetainfoKey(std::string_view key, Bytes& out) {
  std::transform(key.begin(), key.end(), out.Reserve(key.size()), Travelling);
  out.Commit(key.size());
}

void AppendMetainfoKeyRead(std::string_view key, Bytes& out) {
  if (StaysLowerCase(key)) return out.Append(key);
  std::transform(key.begin(), key.end(), out.Reserve(key.size()), Known);
  out.Commit(key.size());
}

}  // namespace elanus::wire
