// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// gRPC's small texts from any bytes: what was read is written as something that reads the same.
#include <cstdint>
#include <string>

#include "elanus/wire/fuzz_input.h"
#include "elanus/wire/grpc/base64.h"
#include "elanus/wire/grpc/metainfo.h"
#include "elanus/wire/grpc/percent.h"
#include "elanus/wire/grpc/timeout.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace elanus;
  using wire::FuzzExpect;
  const wire::FuzzInput input(data, size);
  Bytes first, second;
  if (wire::AppendFromBase64(input.view(), first)) {
    Bytes text;
    wire::AppendBase64(first.view(), text);
    FuzzExpect(wire::AppendFromBase64(text.view(), second) && first.view() == second.view());
  }
  first.Clear();
  wire::AppendPercentEncoded(input.view(), first);
  FuzzExpect(wire::PercentDecoded(first.view()) == input.view());
  FuzzExpect(wire::PercentDecoded(input.view()).size() <= size);
  if (const auto timeout = wire::ParseGrpcTimeout(input.view())) {
    const auto again = wire::ParseGrpcTimeout(wire::GrpcTimeoutText(*timeout).view());
    FuzzExpect(again && *again >= *timeout);
  }
  first.Clear();
  wire::AppendMetainfoKey(input.view(), first);
  FuzzExpect(first.size() == size);
  return 0;
}
