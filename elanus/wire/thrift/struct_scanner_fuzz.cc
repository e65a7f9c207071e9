// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// However the bytes are cut, the scanner finds the end that Reader::Skip finds in one go, and neither accepts what
// the other refuses.
#include "elanus/wire/fuzz_input.h"
#include "elanus/wire/thrift/reader.h"
#include "elanus/wire/thrift/scan.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace elanus::wire;
  FuzzInput input(data, size);
  Reader reader(input.view());
  reader.Skip(TType::kStruct);

  StructScanner whole;
  const Found at_once = whole.Feed(input.view());
  FuzzExpect(reader.ok() == (at_once.ok() && *at_once != kMore));
  if (reader.ok()) FuzzExpect(*at_once == reader.offset());

  StructScanner scanner;
  Found found = kMore;
  for (std::size_t fed = 0; found.ok() && *found == kMore && fed < size;) {
    fed += input.NextPiece(size - fed);
    const FuzzInput so_far(data, fed);  // nothing behind what has come
    found = scanner.Feed(so_far.view());
  }
  FuzzExpect(found.ok() == at_once.ok());
  if (found.ok()) FuzzExpect(*found == *at_once);
  if (!found.ok()) FuzzExpect(found.status().message() == at_once.status().message());
  return 0;
}
