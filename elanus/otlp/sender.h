// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One request to the collector, over HTTP or over gRPC.
#pragma once

#include <memory>
#include <string>

#include "elanus/async/cancel.h"
#include "elanus/async/task.h"
#include "elanus/base/bytes.h"
#include "elanus/base/result.h"
#include "elanus/otlp/retry.h"

namespace elanus::otlp {

// Used on one loop, one request at a time.
class Sender {
 public:
  virtual ~Sender() = default;
  // A batch as it is sent, again with each attempt.
  virtual Result<std::string> Encode(const Bytes& batch) const { return batch.view(); }
  // Ends by `deadline`, or when `cancel` fires.
  virtual Task<Verdict> Send(std::shared_ptr<const std::string> batch, TimePoint deadline,
                             async::CancelSignal& cancel) = 0;
};

class ExporterSettings;

// Sends to the endpoint by its protocol.
std::unique_ptr<Sender> NewHttpSender(const ExporterSettings& settings);
std::unique_ptr<Sender> NewGrpcSender(const ExporterSettings& settings);

}  // namespace elanus::otlp
