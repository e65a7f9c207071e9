// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/rpc/pipeline.h"

#include <algorithm>

namespace elanus {

void TracerRun::Start(Exchange& call) {
  StatsLevel needed = StatsLevel::kDisabled;
  for (const auto& tracer : pipeline_.tracers) {
    if (started_ == Pipeline::kMaxTracers) break;
    void* state = tracer->Start(call);
    states_[started_++] = state;
    needed = std::max(needed, tracer->Needs(state));
  }
  call.info().stats.Limit(needed);
}

void TracerRun::Finish(Exchange& call, const Status& status) {
  while (started_ > 0) {
    --started_;
    pipeline_.tracers[started_]->Finish(call, states_[started_], status);
  }
}

PipelineOption WithSuite(std::shared_ptr<const Suite> suite) {
  return PipelineOption([suite = std::move(suite)](Pipeline& pipeline) {
    pipeline.suites.push_back(suite);
    suite->Install(pipeline);
  });
}

PipelineOption WithMiddleware(Middleware middleware) {
  return PipelineOption(
      [middleware = std::move(middleware)](Pipeline& pipeline) { pipeline.middlewares.push_back(middleware); });
}

PipelineOption WithTracer(std::shared_ptr<Tracer> tracer) {
  return PipelineOption([tracer = std::move(tracer)](Pipeline& pipeline) { pipeline.tracers.push_back(tracer); });
}

PipelineOption WithMetaHandlers(bool on) {
  return PipelineOption([on](Pipeline& pipeline) { pipeline.meta_handlers = on; });
}

PipelineOption WithPayloadChecksum(bool on) {
  return PipelineOption([on](Pipeline& pipeline) { pipeline.checksum = on; });
}

PipelineOption WithLimits(Limits limits) {
  return PipelineOption([limits](Pipeline& pipeline) { pipeline.limits = limits; });
}

PipelineOption WithReadWriteTimeout(Duration timeout) {
  return PipelineOption([timeout](Pipeline& pipeline) { pipeline.limits.frame_timeout = timeout; });
}

PipelineOption WithRuntime(Runtime& runtime) {
  return PipelineOption([&runtime](Pipeline& pipeline) { pipeline.runtime = &runtime; });
}

}  // namespace elanus
