// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The exporter against a receiver that we did not write: OpenTelemetry's own Protobuf classes read what it sends. Waits
// between attempts pass on the manual clock; requests are real.
#include "elanus/otlp/exporter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>

#include "elanus/async/test_loop.h"
#include "elanus/async/wait.h"
#include "elanus/otlp/settings.h"
#include "elanus/otlp/test_environment.h"
#include "elanus/otlp/test_receiver.h"
#include "elanus/telemetry/span.h"
#include "elanus/telemetry/tracer_provider.h"

namespace elanus::otlp {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class ExporterTest : public testing::Test {
 protected:
  // A provider on the manual clock: everything ends before Flush returns.
  void Use(const std::vector<std::string>& answers, ProviderConfig config = {}, std::size_t batch_spans = 512) {
    ::signal(SIGPIPE, SIG_IGN);  // the requests run on this thread
    receiver.emplace(answers);
    if (!receiver->skip().empty()) GTEST_SKIP() << receiver->skip();
    if (config.endpoint.empty()) config.endpoint = receiver->endpoint();
    config.service_name = "user-service";
    config.protocol = "http/protobuf";
    config.batch_spans = batch_spans;
    auto settings = ReadSettings(config, Variables({}));
    ELANUS_CHECK(settings.ok(), settings.status().ToString());
    settings->options.exporter = MakeExporter(*settings);
    settings->options.runtime = &loop.runtime();
    settings->options.clock = &loop.clock();
    provider.emplace(std::move(settings->options));
  }
  void End(int spans) {
    for (int i = 0; i < spans; ++i) Span(provider->Root(), "S").Set("i", i);
  }
  Status Flush() { return loop.Run(provider->ForceFlush(TimePoint::Never())); }
  void CheckSum() {
    const SpanCounters now = provider->counters();
    EXPECT_EQ(now.ended, now.exported + now.dropped() + now.queued);
  }

  Logged log;
  TestLoop loop;
  std::optional<TestReceiver> receiver;
  std::optional<TracerProvider> provider;
};

TEST_F(ExporterTest, WhatItSendsIsOtlp) {
  ProviderConfig config;
  config.headers = {{"x-tenant", "t1"}};
  Use({"ok"}, config);
  if (IsSkipped()) return;
  std::string trace;
  std::string outer_id;
  {
    Span outer(provider->Root(), "UserService.GetUser", SpanOptions().Kind(SpanKind::kServer));
    trace = outer.span_context().trace_id.ToString();
    outer_id = outer.span_context().span_id.ToString();
    Span span(outer, "MySQL.SelectUser");
    span.Set("db.user_id", -7);
    span.Set("cached", false);
    span.Set("cost", 0.5);
    span.Set("db.table", "us\xC3\xA9rs");
    loop.clock().Advance(milliseconds(2));
    span.AddEvent("retry", {{"attempt", 2}});
    span.AddLink(SpanContext(TraceId(1, 2), SpanId(3), SpanContext::kSampled), {{"why", "batch"}});
    const Status failed = span.Fail(NotFound("no such user"));
    EXPECT_FALSE(failed.ok());
  }
  EXPECT_TRUE(Flush().ok());
  const std::string request = receiver->Request();
  EXPECT_THAT(request, AllOf(HasSubstr(R"("path": "/v1/traces")"), HasSubstr(R"("x-tenant": "t1")"),
                             HasSubstr(R"("content-type": "application/x-protobuf")"),
                             HasSubstr(R"("user-agent": "OTel-OTLP-Exporter-cpp/0.1.0")"), Not(HasSubstr("error\":"))));
  EXPECT_THAT(request, AllOf(HasSubstr(R"({"key": "service.name", "value": {"stringValue": "user-service"}})"),
                             HasSubstr(R"({"key": "telemetry.sdk.language", "value": {"stringValue": "cpp"}})"),
                             HasSubstr(R"("scope": {"name": "elanus", "version": "0.1.0"})")));
  // Fields in the order of their numbers, as the package prints them.
  EXPECT_THAT(request, HasSubstr(R"("traceId": ")" + trace + R"(", "spanId": ")"));
  EXPECT_THAT(
      request,
      HasSubstr(R"("parentSpanId": ")" + outer_id +
                R"(", "name": "MySQL.SelectUser", "kind": "SPAN_KIND_INTERNAL", "startTimeUnixNano": "1700000001)"));
  EXPECT_THAT(
      request,
      HasSubstr(R"("attributes": [{"key": "db.user_id", "value": {"intValue": "-7"}}, )"
                R"({"key": "cached", "value": {"boolValue": false}}, {"key": "cost", "value": {"doubleValue": 0.5}}, )"
                R"({"key": "db.table", "value": {"stringValue": "us\u00e9rs"}}, )"
                R"({"key": "error.type", "value": {"stringValue": "NotFound"}}])"));
  EXPECT_THAT(request, HasSubstr(R"("name": "retry", "attributes": [{"key": "attempt", "value": {"intValue": "2"}}])"));
  EXPECT_THAT(request, HasSubstr(R"("name": "exception", "attributes": [{"key": "exception.type", )"
                                 R"("value": {"stringValue": "NotFound"}}, {"key": "exception.message", )"
                                 R"("value": {"stringValue": "no such user"}}])"));
  EXPECT_THAT(request, HasSubstr(R"("links": [{"traceId": "00000000000000010000000000000002", )"
                                 R"("spanId": "0000000000000003", "attributes": [{"key": "why")"));
  EXPECT_THAT(request, HasSubstr(R"("status": {"message": "no such user", "code": "STATUS_CODE_ERROR"})"));
  EXPECT_THAT(request, HasSubstr(R"("name": "UserService.GetUser", "kind": "SPAN_KIND_SERVER")"));
  EXPECT_EQ(provider->counters().exported, 2u);
}

TEST_F(ExporterTest, CompressesWhenAsked) {
  ProviderConfig config;
  config.gzip = true;
  Use({"ok"}, config);
  if (IsSkipped()) return;
  End(100);
  EXPECT_TRUE(Flush().ok());
  EXPECT_THAT(receiver->Request(), AllOf(HasSubstr(R"("content-encoding": "gzip")"), HasSubstr(R"("intValue": "99")")));
}

TEST_F(ExporterTest, KeepsToTheBatchSize) {
  Use({"ok"}, {}, 10);
  if (IsSkipped()) return;
  End(25);
  EXPECT_TRUE(Flush().ok());
  for (int i = 0; i < 3; ++i) EXPECT_THAT(receiver->Request(), HasSubstr("\"answer\": \"ok\""));
  EXPECT_EQ(provider->counters().exported, 25u);
}

// reliability.md E3.
TEST_F(ExporterTest, TriesAgainWhatMayPass) {
  const std::vector<std::vector<std::string>> scripts = {
      {"status:429:1", "close", "ok"}, {"status:503:soon", "status:502", "ok"}, {"status:504:6", "ok"}};
  for (const auto& script : scripts) {
    Use(script);
    if (IsSkipped()) return;
    End(1);
    const TimePoint begin = loop.clock().Now();
    EXPECT_TRUE(Flush().ok());
    // At least half of 5 s, then of 7.5 s; or what the server asked for.
    EXPECT_GE(loop.clock().Now() - begin, script.size() == 3 ? milliseconds(6250) : seconds(6));
    EXPECT_LE(loop.clock().Now() - begin, seconds(30));
    for (const std::string& answer : script) EXPECT_THAT(receiver->Request(), HasSubstr("\"answer\": \"" + answer));
    EXPECT_EQ(provider->counters().exported, 1u);
    CheckSum();
  }
}

TEST_F(ExporterTest, GivesUpWhenTheServerAsksForTooMuchTime) {
  Use({"status:503:1000000000", "ok"});
  if (IsSkipped()) return;
  End(2);
  EXPECT_THAT(Flush().message(), HasSubstr("/v1/traces: the collector answered HTTP 503"));
  EXPECT_EQ(provider->counters().export_failed, 2u);
  End(1);
  EXPECT_TRUE(Flush().ok()) << "the next batch has luck";
  CheckSum();
}

TEST_F(ExporterTest, DoesNotRepeatWhatIsRefused) {
  Use({"status:400", "status:404", "status:500", "ok"});
  if (IsSkipped()) return;
  for (const char* code : {"400", "404", "500"}) {
    End(1);
    EXPECT_THAT(Flush().message(), HasSubstr(std::string("the collector answered HTTP ") + code));
    EXPECT_THAT(receiver->Request(), HasSubstr(code));
  }
  End(1);
  EXPECT_TRUE(Flush().ok());
  EXPECT_EQ(provider->counters().export_failed, 3u);
  EXPECT_EQ(provider->counters().exported, 1u);
}

// reliability.md E4.
TEST_F(ExporterTest, PartialSuccessIsCountedAndNotRepeated) {
  Use({"partial:2:no room", "partial:0:you are close to your limit", "garbage", "ok"});
  if (IsSkipped()) return;
  End(5);
  EXPECT_TRUE(Flush().ok());
  End(1);
  EXPECT_TRUE(Flush().ok());
  End(1);
  EXPECT_TRUE(Flush().ok());
  const SpanCounters now = provider->counters();
  EXPECT_EQ(now.rejected, 2u);
  EXPECT_EQ(now.exported, 5u);
  EXPECT_THAT(receiver->Request(), HasSubstr("partial:2"));
  EXPECT_THAT(receiver->Request(), HasSubstr("partial:0"));
  EXPECT_THAT(receiver->Request(), HasSubstr("garbage"));
  ASSERT_FALSE(log.lines.empty());
  EXPECT_THAT(log.lines[0], HasSubstr("rejected 2 spans: no room"));
}

// reliability.md E5.
TEST_F(ExporterTest, AnEndlessAnswerIsCutOff) {
  Use({"endless"});
  if (IsSkipped()) return;
  End(1);
  EXPECT_THAT(Flush().message(), HasSubstr("the collector's answer is longer than 4194304 bytes"));
  EXPECT_EQ(provider->counters().export_failed, 1u);
}

TEST_F(ExporterTest, NobodyThere) {
  ProviderConfig config;
  config.endpoint = "http://127.0.0.1:1";
  Use({"ok"}, config);
  if (IsSkipped()) return;
  End(1);
  EXPECT_THAT(Flush().message(), HasSubstr("http://127.0.0.1:1/v1/traces: no answer from the collector"));
  End(1);
  // A program that ends does not wait for it.
  const TimePoint begin = loop.clock().Now();
  EXPECT_FALSE(loop.Run(provider->Shutdown(begin + seconds(10))).ok());
  EXPECT_EQ(loop.clock().Now(), begin);
  EXPECT_EQ(provider->counters().export_failed, 2u);
  CheckSum();
}

// On threads and the real clock, as programs have it.
class ExporterOnThreadsTest : public ExporterTest {
 protected:
  void Use(const std::vector<std::string>& answers, Duration timeout) {
    receiver.emplace(answers);
    if (!receiver->skip().empty()) GTEST_SKIP() << receiver->skip();
    ProviderConfig config("user-service", "1.0.0", receiver->endpoint(), 1);
    config.protocol = "http/protobuf";
    config.export_request_timeout = timeout;
    auto settings = ReadSettings(config, Variables({}));
    settings->options.exporter = MakeExporter(*settings);
    provider.emplace(std::move(settings->options));
  }
  TimePoint In(Duration time) { return Clock::System().Now() + time; }
};

TEST_F(ExporterOnThreadsTest, SendsWhenItGoes) {
  Use({"ok"}, seconds(10));
  if (IsSkipped()) return;
  End(3);
  provider.reset();
  EXPECT_THAT(receiver->Request(), HasSubstr(R"("intValue": "2")"));
  EXPECT_THAT(log.lines, IsEmpty());
}

// reliability.md E2, E7.
TEST_F(ExporterOnThreadsTest, ACollectorThatHangsDoesNotHoldTheShutdown) {
  Use({"hang"}, seconds(60));
  if (IsSkipped()) return;
  End(3);
  EXPECT_FALSE(Wait(provider->Shutdown(In(seconds(1)))).ok());
  EXPECT_EQ(provider->counters().dropped(), 3u);
  EXPECT_EQ(provider->counters().queued, 0u);
  CheckSum();
}

TEST_F(ExporterOnThreadsTest, ACollectorThatTricklesIsGivenUp) {
  Use({"slow"}, milliseconds(300));
  if (IsSkipped()) return;
  End(1);
  EXPECT_FALSE(Wait(provider->Shutdown(In(seconds(20)))).ok());
  EXPECT_EQ(provider->counters().export_failed, 1u);
  CheckSum();
}

}  // namespace
}  // namespace elanus::otlp
