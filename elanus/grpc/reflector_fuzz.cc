// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The input as a request of reflection, which is answered whatever it asks, and as a file's description.
#include <cstdlib>

#include "elanus/grpc/descriptor_index.h"
#include "elanus/grpc/health.h"
#include "elanus/grpc/reflector.h"
#include "elanus/wire/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace elanus::grpc;
  static const Reflector reflector({&HealthInfo()});
  const elanus::wire::FuzzInput input(data, size);
  std::set<std::string_view> sent;
  if (const auto request = ReflectionRequest::Parse(input.view()); request.ok()) {
    if (reflector.Answer(*request, sent).empty()) std::abort();
  }
  DescriptorIndex index;
  if (index.Add(input.view()).ok() && index.Add(input.view()).ok()) (void)index.BySymbol(input.view());
  return 0;
}
