// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/span_context.h"

namespace elanus {

namespace telemetry {

void WriteHex(std::uint64_t value, char* to) {
  for (int i = 15; i >= 0; --i) {
    to[i] = "0123456789abcdef"[value & 0xf];
    value >>= 4;
  }
}

}  // namespace telemetry

std::string TraceId::ToString() const {
  std::string text(32, '0');
  telemetry::WriteHex(high, text.data());
  telemetry::WriteHex(low, text.data() + 16);
  return text;
}

std::string SpanId::ToString() const {
  std::string text(16, '0');
  telemetry::WriteHex(value, text.data());
  return text;
}

}  // namespace elanus
