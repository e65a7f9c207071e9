// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Lists in headers and variables: "a=1, b=2".
#pragma once

#include <algorithm>
#include <string_view>

namespace elanus::telemetry {

// Without spaces and tabs at both ends.
inline std::string_view Trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Takes what stands before the first `separator` off the front, the separator too.
inline std::string_view TakeMember(std::string_view& list, char separator = ',') {
  const std::string_view member = list.substr(0, list.find(separator));
  list.remove_prefix(std::min(list.size(), member.size() + 1));
  return member;
}

}  // namespace elanus::telemetry
