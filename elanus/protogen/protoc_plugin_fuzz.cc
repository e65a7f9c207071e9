// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Any request ends in a response that can be read.
#include "elanus/protogen/plugin.h"
#include "elanus/wire/fuzz_input.h"
#include "elanus/wire/protobuf/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace elanus;
  const wire::FuzzInput input(data, size);
  const std::string response = protogen::RunPlugin(input.view());
  Limits limits;
  wire::ProtoReader r(response, limits);
  for (wire::ProtoField field; r.Next(field);) r.Skip(field);
  wire::FuzzExpect(r.ok());
  return 0;
}
