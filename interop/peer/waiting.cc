// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0

#include "interop/peer/waiting.h"

#include <random>

namespace peer {

std::string RandomKey() {
  std::random_device random;
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string key = "k";
  for (int i = 0; i < 8; ++i) key.push_back(kDigits[random() % 16]);
  return key;
}

elanus::Task<void> FireAfter(elanus::async::CancelSignal& signal, elanus::Duration wait) {
  (void)co_await elanus::SleepFor(wait);
  signal.Fire();
}

}  // namespace peer
