// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Answers are the collector's: ExportTraceServiceResponse with 200, google.rpc.Status with 4xx and 5xx.
#include "tools/elanus/traces/receiver.h"

#include <httplib.h>

#include <nlohmann/json.hpp>

#include "elanus/base/bytes.h"
#include "elanus/wire/protobuf/writer.h"
#include "tools/elanus/traces/otlp_decode.h"
#include "tools/elanus/traces/otlp_json.h"

namespace elanus::traces {
namespace {

constexpr const char* kProtobuf = "application/x-protobuf";
constexpr const char* kJson = "application/json";
constexpr std::string_view kIgnored = "this viewer keeps traces only";

bool HasType(const httplib::Request& request, std::string_view type) {
  std::string value = request.get_header_value("Content-Type");
  return std::string_view(value).substr(0, value.find(';')) == type;
}

std::string_view Reason(int status) {
  switch (status) {
    case 400: return "the request's body ended early or could not be decompressed";
    case 413: return "the request is larger than this viewer takes";
    case 415: return "expected application/x-protobuf or application/json, plain, gzip or deflate";
    default: return "too many requests are being read at this moment";
  }
}

// partial_success { rejected_spans, error_message }: exporters log it once and do not send again.
std::string PartialSuccess(std::uint64_t rejected, std::string_view message, bool json) {
  if (message.empty()) return json ? "{}" : "";
  if (json) {
    return nlohmann::json{{"partialSuccess", {{"rejectedSpans", std::to_string(rejected)}, {"errorMessage", message}}}}
        .dump();
  }
  Bytes out;
  wire::ProtoWriter writer(out);
  std::size_t mark = writer.BeginMessage(1);
  writer.Varint(1, rejected);
  writer.String(2, message);
  writer.EndMessage(mark);
  return std::string(out.view());
}

}  // namespace

class Receiver::Outcome {
 public:
  Outcome() = default;
  Status status;
  std::uint64_t spans = 0;
  std::uint64_t invalid = 0;
  TraceId first;
  std::string Failure() const { return StrCat(status.message(), " (", spans, " spans before it were kept)"); }
  std::string Warning() const {
    return invalid > 0 ? StrCat(invalid, " spans had no valid trace id or span id") : std::string();
  }
};

Receiver::Outcome Receiver::Keep(std::string_view body, bool json) {
  Outcome outcome;
  SpanSink sink = [&](Span span) {
    ++outcome.spans;
    if (outcome.spans == 1) outcome.first = span.trace;
    if (!store_.Add(std::move(span), clock_.Now())) ++outcome.invalid;
  };
  outcome.status = json ? DecodeOtlpJson(body, sink) : DecodeOtlp(body, sink);
  return outcome;
}

void Receiver::Refuse(httplib::Response& response, int status, std::string_view why, bool json) {
  ++refused_;
  response.status = status;
  response.set_header("Connection", "close");  // a part of the body may be unread
  if (status == 503) response.set_header("Retry-After", "1");
  int code = static_cast<int>(status == 503   ? Code::kUnavailable
                              : status == 413 ? Code::kResourceExhausted
                                              : Code::kInvalidArgument);
  if (json) {
    nlohmann::json body{{"code", code}, {"message", why}};
    response.set_content(body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), kJson);
    return;
  }
  Bytes out;
  wire::ProtoWriter writer(out);
  writer.Int(1, code);
  writer.String(2, why);
  response.set_content(std::string(out.view()), kProtobuf);
}

void Receiver::Export(const httplib::Request& request, httplib::Response& response,
                      const httplib::ContentReader& reader) {
  ++requests_;
  bool json = HasType(request, kJson);
  if (!json && !HasType(request, kProtobuf)) return Refuse(response, 415, Reason(415), json);
  Body body(budget_);
  int status = body.Read(request, reader, json ? kMaxJsonBytes : kMaxRequestBytes);
  if (status != 200) return Refuse(response, status, Reason(status), json);
  Outcome outcome = Keep(body.text(), json);
  if (!outcome.status) return Refuse(response, 400, outcome.Failure(), json);
  response.set_content(PartialSuccess(outcome.invalid, outcome.Warning(), json), json ? kJson : kProtobuf);
}

Result<std::string> Receiver::Export(std::string_view request) {
  ++requests_;
  const Outcome outcome = Keep(request, false);
  if (outcome.status.ok()) return PartialSuccess(outcome.invalid, outcome.Warning(), false);
  ++refused_;
  return InvalidArgument(outcome.Failure());
}

std::string Receiver::Ignore() {
  ++ignored_;
  return PartialSuccess(0, kIgnored, false);
}

void Receiver::Import(const httplib::Request& request, httplib::Response& response,
                      const httplib::ContentReader& reader) {
  ++requests_;
  // A page of another site can send text/plain without being asked, but not this type.
  if (!HasType(request, kJson)) return Refuse(response, 415, "expected application/json", true);
  Body body(budget_);
  int status = body.Read(request, reader, kMaxJsonBytes);
  if (status != 200) return Refuse(response, status, Reason(status), true);
  Outcome outcome = Keep(body.text(), true);
  if (!outcome.status) return Refuse(response, 400, outcome.status.message(), true);
  nlohmann::json answer{{"spans", outcome.spans}, {"trace", ToHex(outcome.first)}};
  response.set_content(answer.dump(), kJson);
}

// An SDK that also sends metrics here should hear once that they are not kept, not fail for ever.
void Receiver::Ignore(const httplib::Request& request, httplib::Response& response,
                      const httplib::ContentReader& reader) {
  ++ignored_;
  std::size_t size = 0;
  reader([&](const char*, std::size_t n) { return (size += n) <= kMaxRequestBytes; });
  bool json = HasType(request, kJson);
  response.set_content(PartialSuccess(0, kIgnored, json), json ? kJson : kProtobuf);
}

void Receiver::ServeOtlp(HttpServer& server) {
  using httplib::ContentReader, httplib::Request, httplib::Response;
  httplib::Server& http = server.server();
  http.set_payload_max_length(kMaxRequestBytes);
  http.Post("/v1/traces", [this](const Request& request, Response& response, const ContentReader& reader) {
    Export(request, response, reader);
  });
  auto ignore = [this](const Request& request, Response& response, const ContentReader& reader) {
    Ignore(request, response, reader);
  };
  http.Post("/v1/metrics", ignore);
  http.Post("/v1/logs", ignore);
  http.Get("/", [](const Request&, Response& response) {
    response.set_content("elanus traces: POST OTLP/HTTP to /v1/traces here; the page is on the other address.\n",
                         "text/plain");
  });
}

void Receiver::ServeImport(HttpServer& server) {
  server.server().set_payload_max_length(kMaxJsonBytes);
  server.server().Post("/api/import",
                       [this](const httplib::Request& request, httplib::Response& response,
                              const httplib::ContentReader& reader) { Import(request, response, reader); });
}

ReceiverStats Receiver::Stats() const {
  ReceiverStats stats;
  stats.requests = requests_;
  stats.refused = refused_;
  stats.ignored = ignored_;
  return stats;
}

}  // namespace elanus::traces
