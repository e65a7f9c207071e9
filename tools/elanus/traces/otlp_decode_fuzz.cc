// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Whatever the bytes, decoding, laying out and rendering them ends, within the bounds of the store.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>

#include "elanus/base/clock.h"
#include "tools/elanus/traces/json.h"
#include "tools/elanus/traces/otlp_decode.h"
#include "tools/elanus/traces/store.h"
#include "tools/elanus/traces/waterfall.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace elanus::traces;
  std::unique_ptr<char[]> exact(new char[size]);
  if (size > 0) std::memcpy(exact.get(), data, size);
  StoreLimits limits;
  limits.traces = 4;
  Store store(limits);
  auto status = DecodeOtlp(std::string_view(exact.get(), size),
                           [&](Span span) { store.Add(std::move(span), elanus::TimePoint(1)); });
  if (!status && status.message().empty()) std::abort();
  for (const Trace& trace : store.ChangedSince(0)) {
    WaterfallStyle style;
    style.details = true;
    std::string text = Waterfall(trace, style);
    for (char c : text) {
      if (static_cast<unsigned char>(c) < 0x20 && c != '\n') std::abort();
    }
    TraceJson(trace);
  }
  return 0;
}
