// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What clients and servers have in common and what suites fill in: tracers, middleware, meta handlers. Suites stay
// below both that way.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "elanus/async/runtime.h"
#include "elanus/base/limits.h"
#include "elanus/rpc/middleware.h"
#include "elanus/rpc/tracer.h"

namespace elanus {

class Suite;

// Owned by one client or server; filled before its first call, constant afterwards.
class Pipeline {
 public:
  static constexpr std::size_t kMaxTracers = 8;

  explicit Pipeline(Role role) : role(role) {}
  const Role role;
  std::vector<std::shared_ptr<Tracer>> tracers;  // at most kMaxTracers
  std::vector<Middleware> middlewares;
  // Kitex's TTHeader meta handlers: service names, business errors, timeouts and crrst in headers.
  bool meta_handlers = true;
  // CRC32C over the payload of TTHeader messages: sent, and checked when it came.
  bool checksum = false;
  Limits limits;
  // Where it runs; null: one of its own.
  Runtime* runtime = nullptr;
  // Clients: the transport that a suite asks for when no option names one.
  std::optional<Transport> preferred_transport;
  // Kept as long as the pipeline.
  std::vector<std::shared_ptr<const Suite>> suites;
};

// A bundle of options: Kitex's Suite.
class Suite {
 public:
  virtual ~Suite() = default;
  virtual void Install(Pipeline& pipeline) const = 0;
};

// Starts and finishes the tracers of one call. On the call's frame.
class TracerRun {
 public:
  explicit TracerRun(const Pipeline& pipeline) : pipeline_(pipeline) {}
  void Start(Exchange& call);
  void Finish(Exchange& call, const Status& status);

 private:
  const Pipeline& pipeline_;
  std::size_t started_ = 0;
  void* states_[Pipeline::kMaxTracers];
};

// An option that serves both sides: converts to ClientOption and to ServerOption.
class PipelineOption {
 public:
  explicit PipelineOption(std::function<void(Pipeline&)> apply) : apply_(std::move(apply)) {}
  void Apply(Pipeline& pipeline) const { apply_(pipeline); }

 private:
  std::function<void(Pipeline&)> apply_;
};

PipelineOption WithSuite(std::shared_ptr<const Suite> suite);
PipelineOption WithMiddleware(Middleware middleware);
PipelineOption WithTracer(std::shared_ptr<Tracer> tracer);
// On by default; off is what Kitex does when no suite adds them: no service name, no business errors in headers.
PipelineOption WithMetaHandlers(bool on);
// TTHeader only. Off by default, as in Kitex.
PipelineOption WithPayloadChecksum(bool on);
PipelineOption WithLimits(Limits limits);
// How long the rest of a message may take once its first byte is there; 5 s by default.
PipelineOption WithReadWriteTimeout(Duration timeout);
// Runs on the loops of `runtime`, which must outlive the client or server.
PipelineOption WithRuntime(Runtime& runtime);

}  // namespace elanus
