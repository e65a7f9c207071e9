// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/server/router.h"

namespace elanus::server {

std::unique_ptr<Router::Service> Router::Make(const ServiceInfo& info, std::shared_ptr<void> handler) {
  auto service = std::make_unique<Service>();
  service->info = &info;
  service->handler = std::move(handler);
  for (const Method& method : info.methods) {
    Route& route = service->routes[method.name];
    route.service = &info;
    route.method = &method;
    route.handler = service->handler.get();
  }
  return service;
}

Status Router::Register(const ServiceInfo& info, std::shared_ptr<void> handler) {
  if (handler == nullptr) return InvalidArgument("service ", info.name, " was registered without a handler");
  if (FindService(info.name) != nullptr) return InvalidArgument("service ", info.name, " is registered twice");
  auto service = Make(info, std::move(handler));
  for (const Method& method : info.methods) by_method_[method.name].push_back(&service->routes[method.name]);
  services_.push_back(std::move(service));
  return Ok();
}

void Router::AddBuiltin(const ServiceInfo& info, std::shared_ptr<void> handler) {
  for (const auto& service : services_) {
    if (service->info->name == info.name) service->shares_name = true;
  }
  builtins_.push_back(Make(info, std::move(handler)));
  for (auto& [name, route] : builtins_.back()->routes) route.builtin = true;
}

std::vector<const ServiceInfo*> Router::services() const {
  std::vector<const ServiceInfo*> all;
  for (const auto& service : services_) all.push_back(service->info);
  return all;
}

Status Router::MarkBlocking(const std::set<std::string, std::less<>>& methods) {
  for (const std::string& name : methods) {
    bool found = false;
    for (const auto& service : services_) {
      auto it = service->routes.find(name);
      if (it == service->routes.end()) continue;
      if (it->second.method->streams()) {
        return InvalidArgument("WithBlocking(\"", name, "\"): expected a unary method, this one streams");
      }
      it->second.blocking = true;
      found = true;
    }
    if (!found) return InvalidArgument("WithBlocking(\"", name, "\"): no registered service has this method");
  }
  return Ok();
}

std::string_view Router::first_service() const {
  return services_.empty() ? std::string_view() : services_.front()->info->name;
}

const Route* Router::Service::Find(std::string_view method) const {
  auto it = routes.find(method);
  return it == routes.end() ? nullptr : &it->second;
}

const Router::Service* Router::FindService(std::string_view name) const {
  for (const auto& service : services_) {
    if (service->info->name == name) return service.get();
  }
  return nullptr;
}

const Route* Router::Find(std::string_view service_name, std::string_view method) const {
  if (const Service* service = FindService(service_name)) return service->Find(method);
  auto it = by_method_.find(method);
  if (it == by_method_.end()) return nullptr;
  // Without a name the first match serves; with a wrong one only a match that nobody can mistake.
  if (!service_name.empty() && it->second.size() > 1) return nullptr;
  return it->second.front();
}

const Route* Router::FindExact(std::string_view package, std::string_view service_name, std::string_view method) const {
  const Service* found = FindService(service_name);
  if (found != nullptr && (!found->shares_name || found->info->package == package)) return found->Find(method);
  for (const auto& service : builtins_) {
    if (service->info->name == service_name && service->info->package == package) return service->Find(method);
  }
  return found != nullptr ? found->Find(method) : nullptr;
}

Status Router::Explain(std::string_view service, std::string_view method) const {
  if (FindService(service) != nullptr) {
    return ApplicationError(AppException::kUnknownMethod,
                            StrCat("unknown method ", method, " (service ", service, ")"));
  }
  return ApplicationError(AppException::kUnknownService, StrCat("unknown service ", service, ", method ", method));
}

}  // namespace elanus::server
