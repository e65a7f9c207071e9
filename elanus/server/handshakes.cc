// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/server/handshakes.h"

#include <utility>

namespace elanus::server {

// Held by the coroutines too, which go on in a later turn than the one in which they are told to end.
class Handshakes::Shared {
 public:
  explicit Shared(Done done) : done(std::move(done)) {}
  Done done;  // empty: nobody wants to know any more
  async::CancelSignal cancel;
};

Handshakes::Handshakes(Done done) : shared_(std::make_shared<Shared>(std::move(done))) {}

Handshakes::~Handshakes() {
  shared_->done = nullptr;
  Cancel();
}

void Handshakes::Cancel() {
  if (!shared_->cancel.fired()) shared_->cancel.Fire();
}

void Handshakes::Start(std::unique_ptr<net::Stream> stream, TimePoint deadline) {
  Run(shared_, std::move(stream), deadline);
}

async::Detached Handshakes::Run(std::shared_ptr<Shared> shared, std::unique_ptr<net::Stream> stream,
                                TimePoint deadline) {
  const async::Until until(deadline, &shared->cancel);
  Status status;
  if (shared->cancel.fired()) {
    status = Cancelled("TLS handshake: cancelled");
  } else {
    status = co_await stream->Handshake(until);
  }
  if (shared->done) shared->done(stream, status);
}

}  // namespace elanus::server
