// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Connections of one loop that are not there yet: their TLS handshakes.
#pragma once

#include <functional>
#include <memory>

#include "elanus/async/cancel.h"
#include "elanus/async/loop.h"
#include "elanus/async/task.h"
#include "elanus/net/stream.h"

namespace elanus::server {

// Lives on its loop. What still runs when it is destroyed ends without a word.
class Handshakes {
 public:
  // With the stream, or why it failed; then the stream is destroyed afterwards.
  using Done = std::function<void(std::unique_ptr<net::Stream>& stream, const Status& status)>;

  explicit Handshakes(Done done);
  Handshakes(const Handshakes&) = delete;
  Handshakes& operator=(const Handshakes&) = delete;
  ~Handshakes();

  void Start(std::unique_ptr<net::Stream> stream, TimePoint deadline);
  // They fail, and so do new ones.
  void Cancel();

 private:
  class Shared;
  static async::Detached Run(std::shared_ptr<Shared> shared, std::unique_ptr<net::Stream> stream, TimePoint deadline);
  std::shared_ptr<Shared> shared_;
};

}  // namespace elanus::server
