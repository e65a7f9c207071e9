// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What peers send as traceparent and tracestate: whatever is taken can be written and read again.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "elanus/base/check.h"
#include "elanus/telemetry/trace_context.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace elanus;
  const auto copy = std::make_unique<char[]>(size);
  std::copy(data, data + size, copy.get());
  const std::string_view input(copy.get(), size);

  SpanContext context;
  if (telemetry::ParseTraceParent(input, context)) {
    char text[telemetry::kTraceParentSize];
    telemetry::WriteTraceParent(context, text);
    SpanContext again;
    ELANUS_CHECK(telemetry::ParseTraceParent({text, sizeof text}, again));
    ELANUS_CHECK(again.trace_id == context.trace_id && again.span_id == context.span_id);
  }
  if (const auto state = telemetry::ParseTraceState(input)) {
    ELANUS_CHECK(state->size() <= telemetry::kTraceStateBytes, state->size());
    const auto again = telemetry::ParseTraceState(*state);
    ELANUS_CHECK(again && *again == *state, *state);
  }
  return 0;
}
