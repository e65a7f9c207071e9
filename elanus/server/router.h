// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Which method a request means (wire.md 6.3).
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "elanus/base/status.h"
#include "elanus/rpc/method.h"

namespace elanus::server {

// One method of one registered service.
class Route {
 public:
  const ServiceInfo* service = nullptr;
  const Method* method = nullptr;
  void* handler = nullptr;
  bool blocking = false;
  bool builtin = false;  // a probe every few seconds is not worth a trace: tracers do not hear of its calls
};

// Filled before the server starts, constant afterwards: then safe on any thread.
class Router {
 public:
  // An error when the service is there already.
  Status Register(const ServiceInfo& service, std::shared_ptr<void> handler);
  // A service that is found by its full name only, over gRPC, unless one that was registered before has the same.
  void AddBuiltin(const ServiceInfo& service, std::shared_ptr<void> handler);
  void RemoveBuiltins() { builtins_.clear(); }
  // An error when no service has a method of one of these names.
  Status MarkBlocking(const std::set<std::string, std::less<>>& methods);
  bool empty() const { return services_.empty(); }
  // All that are registered, in their order.
  std::vector<const ServiceInfo*> services() const;
  // The name of the first service; empty without one.
  std::string_view first_service() const;

  // Null when there is none; Explain tells why.
  const Route* Find(std::string_view service, std::string_view method) const;
  // As gRPC wants it: never by the method's name alone. The service of this full name; else, as in Kitex, the one that
  // is registered with this name in another package.
  const Route* FindExact(std::string_view package, std::string_view service, std::string_view method) const;
  // The application exception that Kitex gives: unknown method (1) of a known service, else unknown service (20).
  Status Explain(std::string_view service, std::string_view method) const;

 private:
  class Service {
   public:
    const ServiceInfo* info;
    std::shared_ptr<void> handler;
    bool shares_name = false;  // with a built-in one
    std::map<std::string_view, Route> routes;
    const Route* Find(std::string_view method) const;
  };
  static std::unique_ptr<Service> Make(const ServiceInfo& info, std::shared_ptr<void> handler);
  const Service* FindService(std::string_view name) const;

  std::vector<std::unique_ptr<Service>> services_;
  std::vector<std::unique_ptr<Service>> builtins_;
  // By method name alone, in order of registration: for peers that send no service name, or a wrong one.
  std::map<std::string_view, std::vector<const Route*>> by_method_;
};

}  // namespace elanus::server
