// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What the browser and curl ask for: the page, the live list, one trace as JSON and as text. Paths:
//   /  /traces/<id>  /trace/<id>              the page
//   /traces/<id>.json  /traces/<id>.txt       OTLP/JSON, and a waterfall in ASCII (also below /trace/)
//   /api/live  /api/traces  /api/traces/<id>  what the page itself reads
#pragma once

#include <atomic>
#include <string>
#include <string_view>

#include "elanus/base/clock.h"
#include "tools/elanus/traces/http_server.h"
#include "tools/elanus/traces/receiver.h"
#include "tools/elanus/traces/store.h"

namespace httplib {
struct Response;
}

namespace elanus::traces {

class GrpcReceiver;

// Made of page/ at build time. `@NONCE@`, `@OTLP@` and `@LINK@` in it are filled in per answer.
extern const std::string_view kPage;

// Thread-safe. What it is given outlives it.
class Pages {
 public:
  // `link`: where else a trace can be seen, with {trace_id}; empty for nowhere.
  Pages(Store& store, const Receiver& receiver, const Clock& clock, std::string link);

  // `otlp`: the address that exporters send to, as the page tells it.
  void Serve(HttpServer& server, const GrpcReceiver& otlp);
  // Ends the live lists, which otherwise last as long as their readers.
  void Close();

 private:
  void Get(const httplib::Request& request, httplib::Response& response);
  void SendPage(httplib::Response& response) const;
  void SendTrace(std::string_view name, httplib::Response& response);
  void SendLive(httplib::Response& response);
  std::string List(std::uint64_t& version) const;

  // Each live list occupies a thread of the server: others poll.
  static constexpr int kMaxLive = 16;

  Store& store_;
  const Receiver& receiver_;
  const Clock& clock_;
  const std::string link_;
  const GrpcReceiver* otlp_ = nullptr;
  std::atomic<int> live_{0};
  std::atomic<bool> closed_{false};
};

}  // namespace elanus::traces
