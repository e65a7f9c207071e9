// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/peer/server.h"

#include <csignal>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "elanus/elanus.h"
#include "interop/interop.h"
#include "interop/peer/handler.h"
#include "interop/peer/protobuf_handler.h"
#include "interop/peer/stream_handler.h"
#include "interop/peer/tracing.h"
#include "interop/peer/watch.h"

namespace peer {

namespace {

// Blocked before the first thread is made, so that no thread but the one that waits gets them.
sigset_t BlockStopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

elanus::Status ServeUntil(const sigset_t& stop, const ServerOptions& options, const elanus::TracerProvider* provider,
                          Watch& watch) {
  std::vector<elanus::ServerOption> server_options = {
      elanus::WithServiceAddr(options.listen), elanus::WithServerBasicInfo(options.name),
      elanus::WithMetaHandlers(options.meta), elanus::WithPayloadChecksum(options.crc),
      elanus::WithMiddleware(watch.middleware())};
  if (provider != nullptr) server_options.push_back(elanus::WithSuite(elanus::NewServerSuite(*provider)));
  elanus::Server server(server_options);
  const auto deeds = std::make_shared<Deeds>(options, provider);
  interop::Register(server, std::make_shared<Handler>(deeds));
  interop::streams::Register(server, std::make_shared<StreamHandler>(deeds));
  interop::Register(server, std::make_shared<ProtobufHandler>(deeds));
  if (elanus::Status started = server.Start(); !started.ok()) return started;
  std::puts("ready");
  std::fflush(stdout);
  int number = 0;
  sigwait(&stop, &number);
  if (elanus::Status stopped = server.Stop(); !stopped.ok()) elanus::LogWarning(stopped.message());
  return elanus::Ok();
}

}  // namespace

int Serve(const ServerOptions& options) {
  const sigset_t stop = BlockStopSignals();
  auto tracing = StartTracing(options);
  if (!tracing) return elanus::Fail(tracing.status());
  Watch watch;
  const elanus::Status served = ServeUntil(stop, options, tracing->get(), watch);
  tracing->reset();  // sends what is left
  if (!served.ok()) return elanus::Fail(served);
  std::puts(nlohmann::json({{"handled", watch.handled()}}).dump().c_str());
  return 0;
}

}  // namespace peer
