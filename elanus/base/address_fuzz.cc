// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>

#include "elanus/base/address.h"
#include "elanus/base/check.h"

// What Parse takes, ToString prints so that Parse takes it again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::unique_ptr<char[]> copy(new char[size]);
  if (size > 0) std::memcpy(copy.get(), data, size);
  const elanus::Result<elanus::Address> parsed = elanus::Address::Parse(std::string_view(copy.get(), size));
  if (!parsed) return 0;
  const std::string printed = parsed->ToString();
  const elanus::Result<elanus::Address> again = elanus::Address::Parse(printed);
  ELANUS_CHECK(again.ok() && *again == *parsed, "printed as ", printed);
  return 0;
}
