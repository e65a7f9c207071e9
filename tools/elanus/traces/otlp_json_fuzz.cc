// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Reading and writing OTLP/JSON: what was written can be read again and is written the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>

#include "tools/elanus/traces/json.h"
#include "tools/elanus/traces/otlp_json.h"

namespace {

elanus::traces::Trace Read(std::string_view text) {
  elanus::traces::Trace trace;
  auto sink = [&](elanus::traces::Span span) {
    trace.spans.push_back(std::make_shared<const elanus::traces::Span>(std::move(span)));
  };
  (void)elanus::traces::DecodeOtlpJson(text, sink).ok();
  return trace;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::unique_ptr<char[]> exact(new char[size]);
  if (size > 0) std::memcpy(exact.get(), data, size);
  std::string once = elanus::traces::OtlpJson(Read(std::string_view(exact.get(), size)));
  if (elanus::traces::OtlpJson(Read(once)) != once) std::abort();
  return 0;
}
