// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The decision needs 8 bytes, looks at no more and stays what it is; what is no message has an error text.
#include "elanus/wire/sniff/sniff.h"

#include "elanus/wire/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace elanus::wire;
  const FuzzInput input(data, size);
  const MessageKind kind = Sniff(input.view());
  const MessageKind payload = SniffPayload(input.view());
  FuzzExpect((kind == MessageKind::kMore) == (size < kSniffBytes));
  FuzzExpect((payload == MessageKind::kMore) == (size < kSniffBytes));
  if (size >= kSniffBytes) {
    const FuzzInput first(data, kSniffBytes);
    FuzzExpect(Sniff(first.view()) == kind && SniffPayload(first.view()) == payload);
  }
  const elanus::Status status = SniffError(input.view());
  FuzzExpect(status.app_exception() == 7 && !status.message().empty());
  return 0;
}
