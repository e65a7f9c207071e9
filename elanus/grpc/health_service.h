// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Whether a server's services can serve, for those who ask by grpc.health.v1: load balancers and Kubernetes. Every
// server has one, in which all of its services serve until it stops. A program that wants to say more makes its own:
//   auto health = std::make_shared<HealthService>();
//   Server server(WithGRPCHealth(health), ...);
//   health->Set("user.UserService", ServingStatus::kNotServing);      // the database is gone
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "elanus/async/event.h"
#include "elanus/async/loop.h"

namespace elanus {

// The numbers of grpc.health.v1.
enum class ServingStatus : std::uint8_t { kUnknown = 0, kServing = 1, kNotServing = 2, kServiceUnknown = 3 };

// Safe on any thread.
class HealthService {
 public:
  HealthService();
  HealthService(const HealthService&) = delete;
  HealthService& operator=(const HealthService&) = delete;

  // `service`: "package.Service", or empty for the server as a whole. Those who watch it are told.
  void Set(std::string_view service, ServingStatus status);
  // kServiceUnknown when nobody has named it; kNotServing for all that are known while the server stops.
  ServingStatus Get(std::string_view service) const;
  std::map<std::string, ServingStatus> All() const;

  // The server's. What it serves, unless it was set already; and that it has begun to stop.
  void Begin(const std::vector<std::string>& services);
  void Stop();
  bool stopping() const;

  // Whoever waits for changes, on its loop; `changed` is set after each.
  class Watcher {
   public:
    Watcher(HealthService& health, async::Loop& loop);
    Watcher(const Watcher&) = delete;
    ~Watcher();
    async::Event& changed() { return state_->changed; }

   private:
    friend class HealthService;
    class State {
     public:
      explicit State(async::Loop& loop) : loop(loop) {}
      async::Loop& loop;
      async::Event changed;
    };
    HealthService& health_;
    const std::shared_ptr<State> state_;  // shared with what was posted to the loop
  };

 private:
  ServingStatus Shown(ServingStatus status) const { return stopping_ ? ServingStatus::kNotServing : status; }
  void Tell();

  mutable std::mutex mutex_;
  std::map<std::string, ServingStatus, std::less<>> statuses_;
  bool stopping_ = false;
  // Their loops live as long as they are in here, and nothing is posted to them without the lock.
  std::set<Watcher*> watchers_;
};

}  // namespace elanus
