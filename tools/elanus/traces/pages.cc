// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// No pattern is matched against what a client sends: paths are cut by hand.
#include "tools/elanus/traces/pages.h"

#include <httplib.h>

#include <chrono>
#include <memory>
#include <random>

#include "tools/elanus/traces/grpc_receiver.h"
#include "tools/elanus/traces/json.h"
#include "tools/elanus/traces/waterfall.h"

namespace elanus::traces {
namespace {

using namespace std::chrono_literals;

// A line goes out at least this often, so that counters move and a reader who left is noticed.
constexpr Duration kBeat = 3s;
// Bursts of spans become one line.
constexpr Duration kPause = 150ms;

void Replace(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
}

std::string EscapeHtml(std::string_view text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

bool Cut(std::string_view& text, std::string_view prefix) {
  if (text.substr(0, prefix.size()) != prefix) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool CutEnd(std::string_view& text, std::string_view suffix) {
  if (text.size() < suffix.size() || text.substr(text.size() - suffix.size()) != suffix) return false;
  text.remove_suffix(suffix.size());
  return true;
}

bool IsLoopback(std::string_view host) { return host == "localhost" || host == "::1" || host.substr(0, 4) == "127."; }

// "127.0.0.1:16686" -> "127.0.0.1", "[::1]:80" -> "::1".
std::string_view HostOnly(std::string_view host) {
  if (Cut(host, "[")) return host.substr(0, host.find(']'));
  return host.substr(0, host.find(':'));
}

// The library would compress a plain body, at Brotli's highest level: seconds for a large trace, to save a way that
// never leaves the machine. It does not compress what it reads from a provider.
void Send(httplib::Response& response, std::string body, const char* type) {
  auto shared = std::make_shared<const std::string>(std::move(body));
  response.set_content_provider(shared->size(), type,
                                [shared](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
                                  return sink.write(shared->data() + offset, length);
                                });
}

void NotFound(httplib::Response& response, std::string_view what) {
  response.status = 404;
  Send(response, std::string(what) + "\n", "text/plain; charset=utf-8");
}

// The nonce is new for each answer: no script but the page's own runs, whatever a span is called.
std::string Nonce() {
  std::random_device random;
  return SpanToHex(std::uint64_t{random()} << 32 | random());
}

}  // namespace

Pages::Pages(Store& store, const Receiver& receiver, const Clock& clock, std::string link)
    : store_(store), receiver_(receiver), clock_(clock), link_(std::move(link)) {}

void Pages::Serve(HttpServer& server, const GrpcReceiver& otlp) {
  otlp_ = &otlp;
  server.server().set_pre_routing_handler(
      [this, &server](const httplib::Request& request, httplib::Response& response) {
        using Next = httplib::Server::HandlerResponse;
        // A name that some site points at 127.0.0.1 (DNS rebinding) must not read the traces.
        std::string host = request.get_header_value("Host");
        if (IsLoopback(server.address().host()) && !IsLoopback(HostOnly(host))) {
          response.status = 403;
          response.set_content("expected a request to localhost\n", "text/plain");
          return Next::Handled;
        }
        if (request.method != "GET" && request.method != "HEAD") return Next::Unhandled;
        Get(request, response);
        return Next::Handled;
      });
}

void Pages::Close() {
  closed_ = true;
  store_.Wake();
}

void Pages::Get(const httplib::Request& request, httplib::Response& response) {
  response.set_header("Cache-Control", "no-store");
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Referrer-Policy", "no-referrer");
  std::string_view path = request.path;
  if (path == "/") return SendPage(response);
  if (path == "/api/live") return SendLive(response);
  if (path == "/api/traces") {
    std::uint64_t version = 0;
    return Send(response, List(version), "application/json");
  }
  if (Cut(path, "/traces/") || Cut(path, "/trace/") || path.substr(0, 12) == "/api/traces/")
    return SendTrace(path, response);
  NotFound(response, "there is nothing here; traces are at /traces/<trace id>");
}

void Pages::SendPage(httplib::Response& response) const {
  std::string nonce = Nonce();
  std::string page(kPage);
  Replace(page, "@NONCE@", nonce);
  Replace(page, "@OTLP@", "http://" + EscapeHtml(otlp_->address().ToString()));
  Replace(page, "@LINK@", EscapeHtml(link_));
  response.set_header("Content-Security-Policy",
                      "default-src 'none'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
                      "frame-ancestors 'none'; "
                      "style-src 'nonce-" +
                          nonce + "'; script-src 'nonce-" + nonce + "'");
  Send(response, std::move(page), "text/html; charset=utf-8");
}

void Pages::SendTrace(std::string_view name, httplib::Response& response) {
  bool api = Cut(name, "/api/traces/");
  bool json = !api && CutEnd(name, ".json");
  bool text = !api && !json && CutEnd(name, ".txt");
  TraceId id;
  if (!FromHex(name, id)) return NotFound(response, "expected a trace id of 32 hex digits");
  if (!api && !json && !text) return SendPage(response);
  std::optional<Trace> trace = store_.Get(id);
  if (!trace) return NotFound(response, "this trace is not here: it did not arrive, or others have taken its place");
  if (text) {
    WaterfallStyle style;
    style.details = true;
    return Send(response, Waterfall(*trace, style), "text/plain; charset=utf-8");
  }
  Send(response, api ? TraceJson(*trace) : OtlpJson(*trace), "application/json");
}

std::string Pages::List(std::uint64_t& version) const {
  // In this order: what changes in between is sent again, never lost.
  StoreStats stats = store_.Stats(clock_.Now());
  std::string list = ListJson(store_.ChangedSince(version), stats, receiver_.Stats());
  version = stats.version;
  return list;
}

void Pages::SendLive(httplib::Response& response) {
  if (++live_ > kMaxLive) {
    --live_;
    response.status = 503;
    return;
  }
  auto version = std::make_shared<std::uint64_t>(0);
  auto first = std::make_shared<bool>(true);
  response.set_chunked_content_provider(
      "text/event-stream",
      [this, version, first](std::size_t, httplib::DataSink& sink) {
        if (!*first) {
          store_.WaitChange(*version, kBeat);
          store_.WaitChange(UINT64_MAX, kPause);
        }
        *first = false;
        if (closed_) return false;
        std::string line = "data: " + List(*version) + "\n\n";
        return sink.write(line.data(), line.size());
      },
      [this](bool) { --live_; });
}

}  // namespace elanus::traces
