// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/cancel.h"

#include "elanus/base/check.h"

namespace elanus::async {

CancelSignal::~CancelSignal() {
  ELANUS_CHECK(first_ == nullptr, "a CancelSignal was destroyed while something still waits for it");
}

void CancelSignal::Fire() {
  fired_ = true;
  while (CancelCallback* callback = first_) {
    callback->Remove();
    callback->function_(callback->self_);
  }
}

void CancelCallback::Register(CancelSignal* signal, Function function, void* self) {
  Remove();
  if (signal == nullptr || signal->fired()) return;
  signal_ = signal;
  function_ = function;
  self_ = self;
  next_ = signal->first_;
  previous_ = nullptr;
  if (next_ != nullptr) next_->previous_ = this;
  signal->first_ = this;
}

void CancelCallback::Remove() {
  if (signal_ == nullptr) return;
  (previous_ != nullptr ? previous_->next_ : signal_->first_) = next_;
  if (next_ != nullptr) next_->previous_ = previous_;
  signal_ = nullptr;
}

}  // namespace elanus::async
