// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Which loop of a client holds how many of an address's multiplexed connections.
#pragma once

#include <map>
#include <mutex>
#include <vector>

#include "elanus/base/address.h"

namespace elanus::client {

class LoopClient;

// From any thread.
class MuxShares {
 public:
  // `connections`: of the client, for each address.
  explicit MuxShares(int connections) : connections_(connections) {}

  class Share {
   public:
    int own = 0;                  // how many the loop now holds
    LoopClient* other = nullptr;  // when it holds none: one that does, in turn
  };
  // The loop gets `fair` of them, or what is left. Asked again only by a loop that got none.
  Share Take(const Address& address, LoopClient& loop, int fair);
  // The loop has ended: others may hold what it held.
  void Release(LoopClient& loop);

 private:
  class Holders {
   public:
    std::map<LoopClient*, int> loops;
    int taken = 0;
    std::size_t next = 0;
  };

  const int connections_;
  std::mutex mutex_;
  std::map<Address, Holders> holders_;  // guarded by mutex_
};

}  // namespace elanus::client
