// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The OTLP/gRPC endpoint, on our own server. What metrics and logs come are thanked for and dropped, as over HTTP.
#pragma once

#include <memory>

#include "elanus/base/address.h"
#include "elanus/base/status.h"

namespace elanus::traces {

class Receiver;

// Start and Stop from one thread. The receiver outlives it and is called on a thread of its own.
class GrpcReceiver {
 public:
  explicit GrpcReceiver(Receiver& receiver);
  ~GrpcReceiver();

  // Binds and listens; port 0 takes a free one. An error names the address.
  Status Start(const Address& address);
  // Where it listens, with the real port.
  const Address& address() const { return address_; }
  void Stop();

 private:
  class Impl;
  Receiver& receiver_;
  Address address_;
  std::unique_ptr<Impl> impl_;
};

}  // namespace elanus::traces
