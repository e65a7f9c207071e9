// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Spans from the bytes of an ExportTraceServiceRequest (OTLP, conventions.md F.2; field numbers of
// opentelemetry-proto 1.x). The request's size is bounded by who read it, see http.h; memory per span by budget.h.
#pragma once

#include <string_view>

#include "elanus/base/status.h"
#include "tools/elanus/traces/budget.h"

namespace elanus::traces {

// Gives each span to `sink` as it comes. An error names what was expected and what came; spans before it were given.
// Unknown fields are passed over. Ids of a wrong length become zero ids, which the store refuses span by span.
Status DecodeOtlp(std::string_view request, const SpanSink& sink);

}  // namespace elanus::traces
