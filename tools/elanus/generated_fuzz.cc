// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Generated code reads any bytes without harm, and what it has read it writes so that it reads the same again.
#include <cstdlib>
#include <memory>
#include <string_view>

#include "interop/interop.h"
#include "recursive/recursive.h"
#include "tools/elanus/test_bytes.h"

namespace {

template <class T>
void Try(std::string_view bytes) {
  elanus::Limits limits;
  limits.message_bytes = 1 << 16;
  const auto first = elanus::tool::Decoded<T>(bytes, limits);
  if (!first) return;
  const auto written = elanus::tool::Encoded(*first);
  if (!written) return;  // a union without an arm
  const auto second = elanus::tool::Decoded<T>(*written, elanus::Limits());
  if (!second) std::abort();
  // NaN is not equal to itself: compare the bytes.
  const auto again = elanus::tool::Encoded(*second);
  if (!again || *again != *written) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (size == 0) return 0;
  // A block of just this size: reading beyond it is found.
  const std::size_t rest = size - 1;
  const std::unique_ptr<char[]> block(new char[rest]);
  for (std::size_t i = 0; i < rest; ++i) block[i] = static_cast<char>(data[i + 1]);
  const std::string_view bytes(block.get(), rest);
  switch (data[0] % 4) {
    case 0: Try<interop::Everything>(bytes); break;
    case 1: Try<recursive::Node>(bytes); break;
    case 2: Try<recursive::Expression>(bytes); break;
    default: Try<interop::New>(bytes); break;
  }
  return 0;
}
