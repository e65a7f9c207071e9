// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The calls of one connection by their ids: small numbers that are given out again, the one freed last first, so that
// a connection with one call in flight always uses the same slot and the memory that it has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "elanus/base/check.h"
#include "elanus/base/pool.h"
#include "elanus/session/session.h"

namespace elanus::protocol {

// T is made once per slot and keeps what it holds when its id is given out again. Not thread-safe.
template <class T>
class Slots {
 public:
  // References to other slots end here.
  session::CallId Take() {
    if (free_ == kNone) {
      free_ = static_cast<std::uint32_t>(slots_.size());
      slots_.emplace_back();
    }
    const session::CallId id = free_;
    free_ = slots_[id].next_free;
    slots_[id].used = true;
    ++in_use_;
    return id;
  }
  void Free(session::CallId id) {
    (*this)[id];
    slots_[id].used = false;
    slots_[id].next_free = free_;
    free_ = id;
    --in_use_;
  }
  // It is a bug to name a call that is over.
  T& operator[](session::CallId id) {
    ELANUS_CHECK(id < slots_.size() && slots_[id].used, "call ", id, " of this connection is not open");
    return slots_[id].value;
  }
  std::size_t in_use() const { return in_use_; }

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  struct Slot {
    T value;
    std::uint32_t next_free = kNone;
    bool used = false;
  };

  std::vector<Slot, base::PoolAllocator<Slot>> slots_;
  std::uint32_t free_ = kNone;
  std::size_t in_use_ = 0;
};

}  // namespace elanus::protocol
