// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/local_root.h"

#include "elanus/telemetry/batch_processor.h"
#include "elanus/telemetry/deferred_spans.h"

namespace elanus::telemetry {

namespace {

// Decisions stand in the place of the list, so that a span either is in the list that the decision takes, or sees it.
constinit HeldSpan kept_mark;
constinit HeldSpan dropped_mark;

}  // namespace

bool LocalRoot::WouldKeep(bool failed, Duration took) const {
  return deferred_ != nullptr && (failed || took >= deferred_->options().slow || held_.load() == &kept_mark);
}

void LocalRoot::End(bool failed, Duration took) {
  if (deferred_ == nullptr) return;
  if (WouldKeep(failed, took)) {
    Keep();
  } else {
    Drop();
  }
}

void LocalRoot::Finished(std::string_view encoded, bool sampled, bool failed) {
  if (failed && deferred_ != nullptr) Keep();
  if (sampled) {
    if (processor_ != nullptr) processor_->OnEnd(encoded);
  } else if (deferred_ != nullptr) {
    Hold(encoded);
  }
}

bool LocalRoot::Wants(bool sampled, bool failed) const {
  return sampled || (deferred_ != nullptr && (failed || held_.load() != &dropped_mark));
}

// A failure is kept whatever happens later: so nothing more has to wait, and a root that runs for hours does not fill
// up. Also after Drop: what failed late is sent.
void LocalRoot::Keep() {
  if (held_.load() == &kept_mark) return;
  HeldSpan* const held = held_.exchange(&kept_mark);
  if (held == &kept_mark) return;
  if (held != &dropped_mark) deferred_->SendAll(held);
  if (const std::uint32_t missed = missed_.exchange(0)) deferred_->Missed(missed);
}

void LocalRoot::Drop() {
  HeldSpan* held = held_.load();
  do {
    if (held == &kept_mark) return;
  } while (!held_.compare_exchange_weak(held, &dropped_mark));
  deferred_->Forget(held);
  missed_.store(0);
}

void LocalRoot::Hold(std::string_view encoded) {
  HeldSpan* seen = held_.load();
  HeldSpan* span = nullptr;
  while (seen != &kept_mark && seen != &dropped_mark) {
    if (span == nullptr) {
      if (count_.fetch_add(1) < deferred_->options().held_spans) span = deferred_->Hold(encoded);
      if (span == nullptr) return Miss();
    }
    span->next = seen;
    if (held_.compare_exchange_weak(seen, span)) return;
  }
  // Decided already, perhaps just now.
  if (seen == &kept_mark) deferred_->Send(encoded);
  if (span != nullptr) {
    span->next = nullptr;
    deferred_->Forget(span);
  }
}

// Lost only if its trace is kept. Both this and Keep look at the other's word after they have given their own, so one
// of them counts it.
void LocalRoot::Miss() {
  missed_.fetch_add(1);
  if (held_.load() != &kept_mark) return;
  if (const std::uint32_t missed = missed_.exchange(0)) deferred_->Missed(missed);
}

}  // namespace elanus::telemetry
