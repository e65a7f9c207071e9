// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Every entry lies in the header, and the walk ends.
#include "elanus/wire/ttheader/mesh.h"

#include "elanus/wire/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace elanus::wire;
  const FuzzInput input(data, size);
  const Found found = FindMeshHeader(input.view());
  if (!found.ok() || *found == kMore) return 0;
  FuzzExpect(*found <= size);
  const FuzzInput header(data, *found);
  MeshReader reader(header.view());
  std::size_t used = 6;
  for (std::string_view key, value; reader.Next(key, value);) used += 4 + key.size() + value.size();
  FuzzExpect(used <= *found || !reader.status().ok());
  return 0;
}
