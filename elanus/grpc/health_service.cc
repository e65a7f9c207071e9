// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/grpc/health_service.h"

namespace elanus {

HealthService::HealthService() { statuses_[""] = ServingStatus::kServing; }

void HealthService::Set(std::string_view service, ServingStatus status) {
  const std::lock_guard lock(mutex_);
  statuses_.insert_or_assign(std::string(service), status);
  Tell();
}

ServingStatus HealthService::Get(std::string_view service) const {
  const std::lock_guard lock(mutex_);
  const auto found = statuses_.find(service);
  return found == statuses_.end() ? ServingStatus::kServiceUnknown : Shown(found->second);
}

std::map<std::string, ServingStatus> HealthService::All() const {
  const std::lock_guard lock(mutex_);
  std::map<std::string, ServingStatus> all;
  for (const auto& [service, status] : statuses_) all.emplace(service, Shown(status));
  return all;
}

void HealthService::Begin(const std::vector<std::string>& services) {
  const std::lock_guard lock(mutex_);
  stopping_ = false;
  for (const std::string& service : services) statuses_.try_emplace(service, ServingStatus::kServing);
  Tell();
}

void HealthService::Stop() {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  Tell();
}

bool HealthService::stopping() const {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

void HealthService::Tell() {
  for (const Watcher* watcher : watchers_) {
    watcher->state_->loop.Post([state = watcher->state_] { state->changed.Set(); });
  }
}

HealthService::Watcher::Watcher(HealthService& health, async::Loop& loop)
    : health_(health), state_(std::make_shared<State>(loop)) {
  const std::lock_guard lock(health_.mutex_);
  health_.watchers_.insert(this);
}

HealthService::Watcher::~Watcher() {
  const std::lock_guard lock(health_.mutex_);
  health_.watchers_.erase(this);
}

}  // namespace elanus
