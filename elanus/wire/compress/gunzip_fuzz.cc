// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Decompression of any bytes: bounded, and what came out comes out again.
#include <cstdint>

#include "elanus/wire/compress/gzip.h"
#include "elanus/wire/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace elanus;
  constexpr std::size_t kLimit = 1 << 16;
  const wire::FuzzInput input(data, size);
  Bytes out, packed, again;
  const bool fine = wire::Gunzip(input.view(), kLimit, out).ok();
  wire::FuzzExpect(out.size() <= kLimit + 1);
  if (!fine) return 0;
  wire::FuzzExpect(wire::Gzip(out.view(), packed).ok());
  wire::FuzzExpect(wire::Gunzip(packed.view(), out.size(), again).ok() && again.view() == out.view());
  return 0;
}
