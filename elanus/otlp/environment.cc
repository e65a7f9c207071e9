// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/otlp/environment.h"

#include <charconv>
#include <chrono>
#include <cstdlib>

#include "elanus/base/log.h"
#include "elanus/telemetry/text.h"

namespace elanus::otlp {

namespace {

bool EqualsIgnoringCase(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
    if (c != lower[i]) return false;
  }
  return true;
}

// The whole text as a number.
template <class T>
std::optional<T> Parse(std::string_view text) {
  T value{};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

void Ignored(std::string_view name, std::string_view text, std::string_view expected) {
  LogWarning("telemetry: ", name, " is ignored: expected ", expected, ", got \"", text, "\"");
}

}  // namespace

Environment Environment::System() {
  return Environment([](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    return value != nullptr ? std::optional<std::string>(value) : std::nullopt;
  });
}

std::optional<std::string> Environment::Text(std::string_view name) const {
  const std::optional<std::string> raw = lookup_(std::string(name));
  if (!raw) return std::nullopt;
  const std::string_view text = telemetry::Trim(*raw);
  return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

bool Environment::Flag(std::string_view name) const {
  const std::optional<std::string> text = Text(name);
  if (!text) return false;
  if (EqualsIgnoringCase(*text, "true")) return true;
  if (!EqualsIgnoringCase(*text, "false")) Ignored(name, *text, "true or false");
  return false;
}

std::optional<std::uint64_t> Environment::Number(std::string_view name) const {
  const std::optional<std::string> text = Text(name);
  if (!text) return std::nullopt;
  const auto value = Parse<std::uint64_t>(*text);
  if (!value) Ignored(name, *text, "a whole number");
  return value;
}

std::optional<Duration> Environment::Milliseconds(std::string_view name) const {
  const auto value = Number(name);
  if (!value) return std::nullopt;
  constexpr std::uint64_t kMost = 1000ull * 60 * 60 * 24 * 365;
  if (*value > kMost) {
    Ignored(name, *Text(name), "milliseconds, at most a year");
    return std::nullopt;
  }
  return std::chrono::milliseconds(*value);
}

std::optional<double> Environment::Ratio(std::string_view name) const {
  const std::optional<std::string> text = Text(name);
  if (!text) return std::nullopt;
  const auto value = Parse<double>(*text);
  if (value && *value >= 0 && *value <= 1) return value;
  Ignored(name, *text, "a number from 0 to 1");
  return std::nullopt;
}

}  // namespace elanus::otlp
