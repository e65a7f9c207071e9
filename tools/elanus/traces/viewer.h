// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Store, receiver and pages put together: the viewer without a terminal.
#pragma once

#include "elanus/base/clock.h"
#include "tools/elanus/traces/grpc_receiver.h"
#include "tools/elanus/traces/http_server.h"
#include "tools/elanus/traces/pages.h"
#include "tools/elanus/traces/receiver.h"
#include "tools/elanus/traces/store.h"
#include "tools/elanus/traces/traces.h"

namespace elanus::traces {

// Start and Stop from one thread. The clock outlives it.
class Viewer {
 public:
  Viewer(const TracesOptions& options, const Clock& clock);
  ~Viewer() { Stop(); }

  // Listens on both addresses, or on none and says why.
  Status Start();
  void Stop();
  const Address& grpc() const { return grpc_.address(); }
  const Address& otlp() const { return otlp_.address(); }
  const Address& ui() const { return ui_.address(); }
  Store& store() { return store_; }

 private:
  const TracesOptions options_;
  Store store_;
  Receiver receiver_;
  Pages pages_;
  GrpcReceiver grpc_;  // last: their threads use all of the above
  HttpServer otlp_;
  HttpServer ui_;
};

}  // namespace elanus::traces
