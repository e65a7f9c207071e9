// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/otlp/http_post.h"

#include <algorithm>
#include <utility>

#include <httplib.h>

#include "elanus/async/event.h"
#include "elanus/async/loop.h"
#include "elanus/async/runtime.h"

namespace elanus::otlp {

namespace {

httplib::Headers ToHeaders(const HeaderList& headers) {
  httplib::Headers all;
  for (const auto& [name, value] : headers) all.emplace(name, value);
  return all;
}

// Not by httplib's own reading of URLs, which does not know all IPv6 addresses.
std::unique_ptr<httplib::ClientImpl> MakeClient(const Endpoint& endpoint, const TlsFiles& tls) {
  if (!endpoint.tls) return std::make_unique<httplib::ClientImpl>(endpoint.host, endpoint.port);
  return std::make_unique<httplib::SSLClient>(endpoint.host, endpoint.port, tls.certificate, tls.key);
}

}  // namespace

// Shared with the blocking thread: it may be left behind in the middle of a request.
class HttpPost::Connection {
 public:
  Connection(const Endpoint& endpoint, const HeaderList& headers, const TlsFiles& tls)
      : client_(MakeClient(endpoint, tls)), path_(endpoint.path), headers_(ToHeaders(headers)) {
    client_->set_keep_alive(true);
    client_->set_decompress(false);
    if (!tls.authorities.empty()) client_->set_ca_cert_path(tls.authorities);
  }

  // On a blocking thread.
  HttpReply Send(const std::string& body, Duration timeout) {
    HttpReply reply;
    if (!client_->is_valid()) {
      reply.failure = Unavailable("the TLS certificate or key cannot be used");
      return reply;
    }
    const auto micros = std::chrono::ceil<std::chrono::microseconds>(timeout);
    client_->set_connection_timeout(std::min<Duration>(micros, kConnectTimeout));
    client_->set_read_timeout(micros);
    client_->set_write_timeout(micros);
    bool too_long = false;
    httplib::Request request = MakeRequest(body, reply.body, too_long);
    httplib::Response response;
    httplib::Error error = httplib::Error::Success;
    if (!client_->send(request, response, error)) {
      reply.failure = too_long ? Unavailable("the collector's answer is longer than ", kMaxAnswer, " bytes")
                               : Unavailable("no answer from the collector: ", httplib::to_string(error));
      return reply;
    }
    reply.status = response.status;
    reply.retry_after = response.get_header_value("Retry-After");
    return reply;
  }

  // From any thread.
  void Stop() { client_->stop(); }

 private:
  httplib::Request MakeRequest(const std::string& body, std::string& answer, bool& too_long) const {
    httplib::Request request;
    request.method = "POST";
    request.path = path_;
    request.headers = headers_;
    request.body = body;
    request.content_receiver = [&answer, &too_long](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
      too_long = answer.size() + size > kMaxAnswer;
      if (!too_long) answer.append(data, size);
      return !too_long;
    };
    return request;
  }

  const std::unique_ptr<httplib::ClientImpl> client_;
  const std::string path_;
  const httplib::Headers headers_;
};

HttpPost::HttpPost(Endpoint endpoint, HeaderList headers, TlsFiles tls)
    : endpoint_(std::move(endpoint)), headers_(std::move(headers)), tls_(std::move(tls)) {}

HttpPost::~HttpPost() = default;

Task<HttpReply> HttpPost::Send(std::shared_ptr<const std::string> body, TimePoint deadline,
                               async::CancelSignal& cancel) {
  // Shared with the thread, which sets it on the loop.
  class Call {
   public:
    HttpReply reply;
    async::Event done;
  };
  async::Loop* loop = async::Loop::Current();
  HttpReply failed;
  if (loop->now() >= deadline) {
    failed.failure = DeadlineExceeded("no time left to send");
    co_return failed;
  }
  if (!connection_) connection_ = std::make_shared<Connection>(endpoint_, headers_, tls_);
  auto call = std::make_shared<Call>();
  const Duration timeout = deadline - loop->now();
  failed.failure = loop->runtime()->Block([call, connection = connection_, body, timeout, loop] {
    call->reply = connection->Send(*body, timeout);
    loop->Post([call] { call->done.Set(); });
  });
  if (!failed.failure.ok()) co_return failed;
  const Status waited = co_await call->done.Wait(async::Until(deadline, &cancel));
  if (waited.ok()) co_return std::move(call->reply);
  connection_->Stop();
  connection_ = nullptr;
  failed.failure = waited.Prefixed("no answer from the collector: ");
  co_return failed;
}

}  // namespace elanus::otlp
