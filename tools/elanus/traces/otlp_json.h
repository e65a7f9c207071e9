// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Spans from OTLP/JSON: what the page imports, and what exporters send as application/json.
#pragma once

#include <string_view>

#include "elanus/base/status.h"
#include "tools/elanus/traces/budget.h"

namespace elanus::traces {

// A JSON text takes several times its size in memory while it is read.
inline constexpr std::size_t kMaxJsonBytes = std::size_t{16} << 20;

// One or more objects with "resourceSpans", one after the other (a Collector's file has one a line). Gives each
// span to `sink`; the bounds are those of DecodeOtlp, and kMaxJsonBytes.
Status DecodeOtlpJson(std::string_view text, const SpanSink& sink);

}  // namespace elanus::traces
