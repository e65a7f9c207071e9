// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The exporter over gRPC, to a receiver on our own server in memory, whose answers follow a script. What other
// implementations say to it is tried by ./run interop.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <optional>

#include "elanus/async/test_loop.h"
#include "elanus/async/wait.h"
#include "elanus/net/loopback.h"
#include "elanus/net/test_world.h"
#include "elanus/otlp/exporter.h"
#include "elanus/otlp/settings.h"
#include "elanus/otlp/test_environment.h"
#include "elanus/otlp/trace_service.h"
#include "elanus/server/server.h"
#include "elanus/telemetry/span.h"
#include "elanus/telemetry/tracer_provider.h"
#include "elanus/tls/option.h"
#include "elanus/tls/test_certificates.h"

namespace elanus::otlp {
namespace {

using std::chrono::seconds;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

class Receiver final : public TraceService {
 public:
  Task<Result<grpc::EncodedMessage>> Export(const Context& ctx, grpc::EncodedMessage request) override {
    const std::size_t at = requests.size();
    requests.push_back(std::move(request.bytes));
    headers.emplace_back(ctx.incoming().Find(MetaKind::kPlain, "x-tenant"));
    traced.emplace_back(ctx.incoming().Find(MetaKind::kPlain, "traceparent"));
    times.push_back(async::Loop::Current()->now());
    if (at < failures.size() && hangs) (void)co_await SleepFor(seconds(1000), ctx.until());
    if (at < failures.size() && !failures[at].ok()) co_return failures[at];
    co_return grpc::EncodedMessage(answer);
  }

  std::vector<Status> failures;  // of the first requests
  std::string answer;
  bool hangs = false;
  std::vector<std::string> requests;
  std::vector<std::string> headers;
  std::vector<std::string> traced;
  std::vector<TimePoint> times;
};

// google.rpc.Status{details: [Any{RetryInfo{retry_delay: seconds}}]}.
std::string RetryAfter(char delay) {
  const std::string duration = {0x08, delay};
  const std::string info = StrCat("\x0a", static_cast<char>(duration.size()), duration);
  const std::string_view type = "type.googleapis.com/google.rpc.RetryInfo";
  const std::string any =
      StrCat("\x0a", static_cast<char>(type.size()), type, "\x12", static_cast<char>(info.size()), info);
  return StrCat("\x08\x08\x1a", static_cast<char>(any.size()), any);
}

class GrpcExporterTest : public testing::Test {
 protected:
  GrpcExporterTest() : network(std::make_shared<net::Loopback>(loop.loop())) {}
  ~GrpcExporterTest() override {
    provider.reset();
    if (server) (void)loop.Run(server->StopOnLoop(seconds(1)));
  }
  template <class... Options>
  void Serve(Options... options) {
    server.emplace(WithRuntime(loop.runtime()), WithNetwork(network), WithServiceAddr("collector:4317"), options...);
    server->Register(TraceService::Info(), receiver);
    const Status started = server->Start();
    ELANUS_CHECK(started.ok(), started.ToString());
  }
  void Use(ProviderConfig config) {
    if (config.endpoint.empty()) config.endpoint = "collector:4317";
    config.service_name = "user-service";
    auto settings = ReadSettings(config, Variables({}));
    ELANUS_CHECK(settings.ok(), settings.status().ToString());
    settings->otlp.network = network;
    settings->options.exporter = MakeExporter(*settings);
    settings->options.runtime = &loop.runtime();
    settings->options.clock = &loop.clock();
    provider.emplace(std::move(settings->options));
  }
  Status SendOne() {
    Span(provider->Root(), "S").Set("i", 7);
    return loop.Run(provider->ForceFlush(TimePoint::Never()));
  }

  Logged log;
  TestLoop loop;
  std::shared_ptr<net::Loopback> network;
  std::shared_ptr<Receiver> receiver = std::make_shared<Receiver>();
  std::optional<Server> server;
  std::optional<TracerProvider> provider;
};

TEST_F(GrpcExporterTest, SendsBatchesWithHeaders) {
  for (const bool gzip : {false, true}) {
    ProviderConfig config;
    config.gzip = gzip;
    config.headers = {{"X-Tenant", "t1"}};
    if (!server) Serve();
    Use(config);
    EXPECT_TRUE(SendOne().ok());
    ASSERT_FALSE(receiver->requests.empty());
    EXPECT_THAT(receiver->requests.back(), HasSubstr("user-service"));
    EXPECT_EQ(receiver->headers.back(), "t1");
    EXPECT_EQ(receiver->traced.back(), "");
    EXPECT_EQ(provider->counters().exported, 1u);
  }
  EXPECT_EQ(receiver->requests.size(), 2u);
  EXPECT_THAT(log.lines, IsEmpty());
}

TEST_F(GrpcExporterTest, PartialSuccessIsCountedAndNotRepeated) {
  Serve();
  receiver->answer = std::string("\x0a\x0b\x08\x01\x12\x07too old", 13);
  Use({});
  EXPECT_TRUE(SendOne().ok());
  EXPECT_EQ(receiver->requests.size(), 1u);
  EXPECT_EQ(provider->counters().rejected, 1u);
  EXPECT_THAT(log.lines, Contains(HasSubstr("http://collector:4317 rejected 1 spans: too old")));
}

TEST_F(GrpcExporterTest, WhatMayPassIsTriedAgain) {
  Serve();
  receiver->failures = {Unavailable("later"), Status(Code::kAborted, "again")};
  Use({});
  EXPECT_TRUE(SendOne().ok());
  ASSERT_EQ(receiver->requests.size(), 3u);
  EXPECT_EQ(receiver->requests[0], receiver->requests[2]);
  EXPECT_GE(receiver->times[1] - receiver->times[0], Backoff::kFirst / 2);
  EXPECT_EQ(provider->counters().exported, 1u);
}

TEST_F(GrpcExporterTest, TheReceiversDelayIsKept) {
  Serve();
  receiver->failures = {ResourceExhausted("slow down").WithDetails(RetryAfter(20))};
  Use({});
  EXPECT_TRUE(SendOne().ok());
  ASSERT_EQ(receiver->requests.size(), 2u);
  EXPECT_GE(receiver->times[1] - receiver->times[0], seconds(20));
}

TEST_F(GrpcExporterTest, WhatDoesNotPassIsGivenUp) {
  Serve();
  receiver->failures = {ResourceExhausted("full"), InvalidArgument("nonsense")};
  Use({});
  EXPECT_THAT(SendOne().message(), HasSubstr("http://collector:4317: "));
  EXPECT_THAT(SendOne().message(), HasSubstr("nonsense"));
  EXPECT_EQ(receiver->requests.size(), 2u);
  EXPECT_EQ(provider->counters().export_failed, 2u);
}

TEST_F(GrpcExporterTest, AReceiverThatHangsIsAskedAgain) {
  Serve();
  receiver->hangs = true;
  receiver->failures = {Ok()};
  Use({});
  EXPECT_TRUE(SendOne().ok());
  ASSERT_EQ(receiver->requests.size(), 2u);
  EXPECT_GE(receiver->times[1] - receiver->times[0], seconds(10));
}

TEST_F(GrpcExporterTest, NobodyThereIsSaid) {
  Use({});
  const Status failed = SendOne();
  EXPECT_THAT(failed.message(), HasSubstr("connection refused"));
  EXPECT_EQ(provider->counters().export_failed, 1u);
}

TEST_F(GrpcExporterTest, HttpsIsTls) {
  const tls::TestAuthority authority;
  const net::TestDirectory directory;
  const std::string file = directory.File("ca.crt");
  std::ofstream(file) << authority.certificate();
  Serve(WithTLS(authority.Server("DNS:collector")));
  auto settings = ReadSettings({}, Variables({{"OTEL_EXPORTER_OTLP_ENDPOINT", "https://collector:4317"},
                                              {"OTEL_EXPORTER_OTLP_CERTIFICATE", file}}));
  ASSERT_TRUE(settings.ok());
  settings->otlp.network = network;
  settings->options.exporter = MakeExporter(*settings);
  settings->options.runtime = &loop.runtime();
  settings->options.clock = &loop.clock();
  provider.emplace(std::move(settings->options));
  EXPECT_TRUE(SendOne().ok());
  EXPECT_EQ(receiver->requests.size(), 1u);
  std::remove(file.c_str());
}

// The guide's manifests have no scheme, for which the specification wants TLS.
TEST_F(GrpcExporterTest, WhoMeantPlaintextIsTold) {
  Serve();
  auto settings = ReadSettings({}, Variables({{"OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317"}}));
  ASSERT_TRUE(settings.ok());
  settings->otlp.network = network;
  settings->options.exporter = MakeExporter(*settings);
  settings->options.runtime = &loop.runtime();
  settings->options.clock = &loop.clock();
  provider.emplace(std::move(settings->options));
  EXPECT_THAT(SendOne().message(), HasSubstr("unless OTEL_EXPORTER_OTLP_INSECURE=true"));
}

TEST(RetryInfo, IsReadFromDetails) {
  EXPECT_EQ(ReadRetryInfo(RetryAfter(3)), Duration(seconds(3)));
  EXPECT_EQ(ReadRetryInfo(""), std::nullopt);
  EXPECT_EQ(ReadRetryInfo("\x1a\xff garbage"), std::nullopt);
}

}  // namespace
}  // namespace elanus::otlp
