// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// How much one span may hold. What is above is dropped and counted in the span's dropped_*_count fields.
#pragma once

#include <cstddef>
#include <cstdint>

namespace elanus {

// The defaults of the OpenTelemetry specification, and a bound in bytes that it does not have.
class SpanLimits {
 public:
  std::uint32_t attributes = 128;
  std::uint32_t events = 128;
  std::uint32_t links = 128;
  std::uint32_t attributes_per_event = 128;
  std::uint32_t attributes_per_link = 128;
  // Bytes of one text value; longer text is cut, before a character that does not fit.
  std::size_t value_bytes = SIZE_MAX;
  // Bytes of a whole span as it is sent; an attribute, event or link that goes beyond is dropped.
  std::size_t span_bytes = std::size_t{1} << 20;
};

}  // namespace elanus
