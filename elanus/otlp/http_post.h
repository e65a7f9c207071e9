// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One kept HTTP/1.1 connection to the collector. cpp-httplib blocks, so each request runs on a blocking thread of the
// runtime; it stays out of this header.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "elanus/async/cancel.h"
#include "elanus/async/task.h"
#include "elanus/base/clock.h"
#include "elanus/otlp/endpoint.h"
#include "elanus/otlp/header_list.h"
#include "elanus/otlp/retry.h"

namespace elanus::otlp {

// For https.
class TlsFiles {
 public:
  std::string authorities;  // PEM; empty: the system's
  std::string certificate;  // PEM, of the client
  std::string key;
};

// Used on one loop of a runtime, one request at a time.
class HttpPost {
 public:
  // Bytes of an answer that are kept; a longer one is a failure.
  static constexpr std::size_t kMaxAnswer = std::size_t{4} << 20;
  // Of the time for a request: to connect.
  static constexpr Duration kConnectTimeout = std::chrono::seconds(3);

  HttpPost(Endpoint endpoint, HeaderList headers, TlsFiles tls);
  ~HttpPost();
  HttpPost(const HttpPost&) = delete;
  HttpPost& operator=(const HttpPost&) = delete;

  // Ends by `deadline`, or when `cancel` fires: the connection is closed then, and its thread left to notice.
  Task<HttpReply> Send(std::shared_ptr<const std::string> body, TimePoint deadline, async::CancelSignal& cancel);

 private:
  class Connection;
  const Endpoint endpoint_;
  const HeaderList headers_;
  const TlsFiles tls_;
  std::shared_ptr<Connection> connection_;
};

}  // namespace elanus::otlp
