// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/tls/session_cache.h"

#include <algorithm>
#include <utility>

namespace elanus::tls {

bool IsCurrent(const SSL_SESSION* session) {
  // The accessor alone is not const.
  const X509* certificate = SSL_SESSION_get0_peer(const_cast<SSL_SESSION*>(session));
  return certificate == nullptr || X509_cmp_current_time(X509_get0_notAfter(certificate)) > 0;
}

std::list<SessionCache::Target>::iterator SessionCache::Find(const std::string& name) {
  return std::find_if(targets_.begin(), targets_.end(), [&](const Target& target) { return target.name == name; });
}

void SessionCache::Put(const std::string& target, Session session) {
  const std::lock_guard lock(mutex_);
  if (const auto found = Find(target); found == targets_.end()) {
    targets_.emplace_front().name = target;
    if (targets_.size() > kTargets) targets_.pop_back();
  } else {
    targets_.splice(targets_.begin(), targets_, found);
  }
  std::vector<Session>& sessions = targets_.front().sessions;
  if (sessions.size() >= kSessions) sessions.erase(sessions.begin());
  sessions.push_back(std::move(session));
}

Session SessionCache::Take(const std::string& target) {
  const std::lock_guard lock(mutex_);
  const auto found = Find(target);
  if (found == targets_.end()) return nullptr;
  Session session = std::move(found->sessions.back());
  found->sessions.pop_back();
  if (found->sessions.empty()) {
    targets_.erase(found);
  } else {
    targets_.splice(targets_.begin(), targets_, found);
  }
  return session;
}

}  // namespace elanus::tls
