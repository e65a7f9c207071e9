// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What servers gave a client to make its next handshakes short: no certificates, no signatures.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <openssl/ssl.h>

namespace elanus::tls {

class FreeSession {
 public:
  void operator()(SSL_SESSION* session) const { SSL_SESSION_free(session); }
};
using Session = std::unique_ptr<SSL_SESSION, FreeSession>;

// Whether the certificate that proved the session's peer is valid still: a short handshake does not look at it.
bool IsCurrent(const SSL_SESSION* session);

// Safe on any thread. A target is whom the connection was verified for and where it went.
class SessionCache {
 public:
  // Bounds: those that were used longest ago go first.
  static constexpr std::size_t kTargets = 256;
  static constexpr std::size_t kSessions = 4;  // of a target

  void Put(const std::string& target, Session session);
  // The newest, which is used once, so that nobody can tell from it that two connections are of one client. Null when
  // there is none.
  Session Take(const std::string& target);

 private:
  class Target {
   public:
    std::string name;
    std::vector<Session> sessions;
  };
  std::list<Target>::iterator Find(const std::string& name);

  std::mutex mutex_;
  std::list<Target> targets_;  // the last used first
};

}  // namespace elanus::tls
