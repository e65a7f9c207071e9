// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Every bound on what an IDL file can make the front end, or a generator behind it, do. Far above what people write:
// they are there so that no input takes unbounded time, memory or stack.
#pragma once

#include <cstddef>

namespace elanus::idl {

class ParseLimits {
 public:
  ParseLimits() = default;
  std::size_t file_bytes = std::size_t{4} << 20;    // of one file
  std::size_t total_bytes = std::size_t{32} << 20;  // of all files
  std::size_t files = 1000;
  std::size_t nodes = 1'000'000;  // of the tree, all files together: types, values, fields, declarations...
  int nesting = 64;               // of types in types and of values in values
  int type_parts = 256;           // of one type when every typedef in it is written out: bounds what generators expand
  int chain = 256;                // constants that name constants, services that extend services
  std::size_t errors = 20;        // that are kept; as many warnings
};

}  // namespace elanus::idl
