// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/source.h"

#include <cstddef>

namespace elanus::idl {

std::string_view Source::Line(int line) const {
  std::string_view rest = text;
  for (int n = 1; n < line; ++n) {
    auto end = rest.find('\n');
    if (end == std::string_view::npos) return {};
    rest.remove_prefix(end + 1);
  }
  auto found = rest.substr(0, rest.find('\n'));
  if (found.ends_with('\r')) found.remove_suffix(1);
  return line < 1 ? std::string_view() : found;
}

}  // namespace elanus::idl
