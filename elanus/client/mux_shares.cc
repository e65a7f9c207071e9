// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/client/mux_shares.h"

#include <algorithm>
#include <iterator>

namespace elanus::client {

MuxShares::Share MuxShares::Take(const Address& address, LoopClient& loop, int fair) {
  const std::lock_guard lock(mutex_);
  Holders& holders = holders_[address];
  Share share;
  share.own = std::min(fair, connections_ - holders.taken);
  if (share.own > 0) {
    holders.loops[&loop] += share.own;
    holders.taken += share.own;
  } else {
    const auto turn = static_cast<std::ptrdiff_t>(holders.next++ % holders.loops.size());
    share.other = std::next(holders.loops.begin(), turn)->first;
  }
  return share;
}

void MuxShares::Release(LoopClient& loop) {
  const std::lock_guard lock(mutex_);
  for (auto& [address, holders] : holders_) {
    const auto it = holders.loops.find(&loop);
    if (it == holders.loops.end()) continue;
    holders.taken -= it->second;
    holders.loops.erase(it);
  }
}

}  // namespace elanus::client
