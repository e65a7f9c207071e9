// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/net/life.h"

#include "elanus/base/check.h"

namespace elanus::net {

Life::~Life() {
  if (watch_ != nullptr) watch_->life_ = nullptr;
}

Life::Watch::Watch(Life& life) : life_(&life) {
  ELANUS_CHECK(life.watch_ == nullptr, "callbacks of one object were nested");
  life.watch_ = this;
}

Life::Watch::~Watch() {
  if (life_ != nullptr) life_->watch_ = nullptr;
}

}  // namespace elanus::net
