// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What Payload answers: `size` bytes that count on from the first byte of the request.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace peer {

inline std::string PayloadAnswer(std::string_view request, std::size_t size) {
  std::string answer(size, '\0');
  unsigned char next = request.empty() ? 0 : static_cast<unsigned char>(request.front());
  for (char& byte : answer) byte = static_cast<char>(next++);
  return answer;
}

}  // namespace peer
