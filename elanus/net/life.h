// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// For objects whose callbacks may destroy them: the function that calls back learns of it, without an allocation.
#pragma once

namespace elanus::net {

// A member of the object. One Watch at a time; not thread-safe.
//   Life::Watch watch(life_);
//   observer_->OnReadable();
//   if (!watch.alive()) return;
class Life {
 public:
  class Watch;
  Life() = default;
  Life(const Life&) = delete;
  Life& operator=(const Life&) = delete;
  ~Life();

 private:
  Watch* watch_ = nullptr;
};

// On the stack of the function that calls back.
class Life::Watch {
 public:
  explicit Watch(Life& life);
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
  ~Watch();
  bool alive() const { return life_ != nullptr; }

 private:
  friend class Life;
  Life* life_;
};

}  // namespace elanus::net
