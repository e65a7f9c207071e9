// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// W3C trace context: the headers traceparent and tracestate (conventions.md F.6).
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "elanus/telemetry/span_context.h"

namespace elanus::telemetry {

inline constexpr std::size_t kTraceParentSize = 55;
// tracestate: W3C's bounds. A longer one is shortened, members of more than 128 characters first.
inline constexpr std::size_t kTraceStateMembers = 32;
inline constexpr std::size_t kTraceStateBytes = 512;

// False when it is not valid: `out` is then left alone. Future versions are read as far as this one goes. Of the flags
// only `sampled` is kept: otel-go before 1.42, which Kitex has, refuses any other (conventions.md A.6.3).
bool ParseTraceParent(std::string_view header, SpanContext& out);
// "00-<trace id>-<span id>-01", kTraceParentSize characters at `to`.
void WriteTraceParent(const SpanContext& context, char* to);

// Null when it is empty, or not valid: one bad or double member and nothing of it counts.
std::shared_ptr<const std::string> ParseTraceState(std::string_view header);

}  // namespace elanus::telemetry
