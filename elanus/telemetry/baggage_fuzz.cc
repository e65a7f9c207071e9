// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What peers send as baggage, and what stands in OTEL_RESOURCE_ATTRIBUTES: whatever is taken goes out within the limits
// and reads the same again.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "elanus/base/check.h"
#include "elanus/telemetry/baggage.h"
#include "elanus/telemetry/resource.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace elanus;
  const auto copy = std::make_unique<char[]>(size);
  std::copy(data, data + size, copy.get());
  const std::string_view input(copy.get(), size);

  const Baggage baggage = Baggage::Parse(input);
  ELANUS_CHECK(baggage.entries().size() <= Baggage::kMaxEntries);
  const std::string header = baggage.ToHeader();
  ELANUS_CHECK(header.size() <= Baggage::kMaxBytes, header.size());
  const Baggage again = Baggage::Parse(header);
  for (const Baggage::Entry& entry : again.entries()) ELANUS_CHECK(baggage.Get(entry.key) == entry.value, header);
  ELANUS_CHECK(again.ToHeader() == header, header);
  (void)Resource::Parse(input).ok();
  return 0;
}
