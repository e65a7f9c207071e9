// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The spans of calls, held against those that Kitex v0.16.3 with obs-opentelemetry made of the same calls
// (conventions.md A.10.1). Left out on purpose: Kitex's order of events, which is random; exception.stacktrace, which
// is empty but for panics; Go's type names, which are not ours.
#include "elanus/telemetry/call_tracer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "elanus/telemetry/baggage_context.h"
#include "elanus/telemetry/span.h"
#include "elanus/telemetry/suite.h"
#include "elanus/telemetry/test_call.h"
#include "elanus/telemetry/test_provider.h"

namespace elanus::telemetry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string Pairs(RecordedAttributes attributes) {
  std::sort(attributes.begin(), attributes.end());
  std::string text;
  for (const auto& [key, value] : attributes) text += (text.empty() ? "" : " ") + key + "=" + value;
  return "[" + text + "]";
}

// In the shape of the captures.
std::string Shape(const RecordedSpan& span) {
  std::string text = "\"" + span.name + "\" kind=" + (span.kind == SpanKind::kClient ? "client" : "server") +
                     " remote=" + (span.remote_parent ? "true" : "false") +
                     " status=" + (span.status_code == 2 ? "Error" : "Unset") + " \"" + span.status_message +
                     "\"\n  attrs " + Pairs(span.attributes) + "\n";
  for (const RecordedEvent& event : span.events) text += "  event " + event.name + " " + Pairs(event.attributes) + "\n";
  return text;
}

TracerProviderOptions WithResource(std::shared_ptr<const Sampler> sampler = nullptr) {
  TracerProviderOptions options;
  options.resource.Set("service.name", "cli");
  options.resource.Set("service.namespace", "ns-cli");
  options.resource.Set("deployment.environment", "test");
  options.sampler = std::move(sampler);
  return options;
}

class CallTracerTest : public testing::Test {
 protected:
  void Use(TracerProviderOptions options, const SuiteOptions& suite = {}) {
    test.emplace(std::move(options));
    tracer = std::make_unique<CallTracer>(test->provider.core(), suite);
  }
  void SetUp() override { Use(WithResource()); }

  // One call on both sides: the events of each, its end, its sizes.
  class Side {
   public:
    std::vector<std::pair<StatsEvent, Status>> events;
    Status ended;
    std::uint64_t received = 0;
    std::uint64_t sent = 0;
    bool panicked = false;
  };
  void Play(TestCall& call, const Side& side) {
    void* state = tracer->Start(call);
    Continue(call, side, state);
  }
  void Continue(TestCall& call, const Side& side, void* state) {
    for (const auto& [event, failure] : side.events) call.Happens(event, failure);
    call.Sizes(side.received, side.sent);
    call.info().stats.panicked = side.panicked;
    call.Happens(StatsEvent::kRpcFinish);
    tracer->Finish(call, state, side.ended);
  }
  // The client's call reaches the server in the middle. Shapes of both spans, the client's first.
  std::vector<std::string> PlayBoth(const Side& client_side, const Side& server_side) {
    ManualClock& clock = test->loop.clock();
    TestCall client(Role::kClient, test->Root(), clock);
    void* client_state = tracer->Start(client);
    TestCall server(Role::kServer, ContextRoot(), clock);
    client.SendTo(server);
    Play(server, server_side);
    Continue(client, client_side, client_state);
    const std::vector<RecordedSpan> spans = test->Spans();
    ELANUS_CHECK(spans.size() == 2);
    EXPECT_EQ(spans[0].parent, spans[1].context.span_id);
    EXPECT_EQ(spans[0].context.trace_id, spans[1].context.trace_id);
    return {Shape(spans[1]), Shape(spans[0])};
  }

  std::optional<TestProvider> test;
  std::unique_ptr<CallTracer> tracer;
};

std::vector<std::pair<StatsEvent, Status>> Fine(std::initializer_list<StatsEvent> events) {
  std::vector<std::pair<StatsEvent, Status>> all;
  for (const StatsEvent event : events) all.emplace_back(event, Status());
  return all;
}

const auto kClientEvents = {StatsEvent::kClientConnStart, StatsEvent::kClientConnFinish, StatsEvent::kWriteStart,
                            StatsEvent::kWriteFinish,     StatsEvent::kReadStart,        StatsEvent::kWaitReadStart,
                            StatsEvent::kWaitReadFinish,  StatsEvent::kReadFinish};
const auto kServerEvents = {StatsEvent::kReadStart,  StatsEvent::kWaitReadStart,     StatsEvent::kWaitReadFinish,
                            StatsEvent::kReadFinish, StatsEvent::kServerHandleStart, StatsEvent::kServerHandleFinish,
                            StatsEvent::kWriteStart, StatsEvent::kWriteFinish};

constexpr const char* kClientOk = R"("echo.EchoService/Echo" kind=client remote=false status=Unset ""
  attrs [kitex.recv_size=59 kitex.send_size=667 request.protocol=TTHeader|Framed rpc.method=Echo rpc.service=user-service rpc.system=kitex]
  event client_conn_start [event.status=1]
  event client_conn_finish [event.status=1]
  event write_start [event.status=1]
  event write_finish [event.status=1]
  event read_start [event.status=1]
  event wait_read_start [event.status=1]
  event wait_read_finish [event.status=1]
  event read_finish [event.status=1]
)";
constexpr const char* kServerOk = R"("echo.EchoService/Echo" kind=server remote=true status=Unset ""
  attrs [kitex.recv_size=663 kitex.send_size=63 peer.deployment.environment=test peer.service=cli peer.service.namespace=ns-cli request.protocol=TTHeader|Framed rpc.method=Echo rpc.service=user-service rpc.system=kitex]
  event read_start [event.status=1]
  event wait_read_start [event.status=1]
  event wait_read_finish [event.status=1]
  event read_finish [event.status=1]
  event server_handle_start [event.status=1]
  event server_handle_finish [event.status=1]
  event write_start [event.status=1]
  event write_finish [event.status=1]
)";

TEST_F(CallTracerTest, ACallThatWorks) {
  EXPECT_THAT(PlayBoth({Fine(kClientEvents), Ok(), 59, 667}, {Fine(kServerEvents), Ok(), 663, 63}),
              ElementsAre(kClientOk, kServerOk));
}

class NotThere : public DeclaredException {
 public:
  static constexpr std::string_view kName = "NotThere";
};

TEST_F(CallTracerTest, DeclaredExceptionsAndBusinessErrorsAreNoErrors) {
  EXPECT_THAT(PlayBoth({Fine(kClientEvents), NotThere(), 59, 667}, {Fine(kServerEvents), NotThere(), 663, 63}),
              ElementsAre(kClientOk, kServerOk));
}

TEST_F(CallTracerTest, BusinessErrorsAreNamed) {
  TestCall call(Role::kServer, ContextRoot(), test->loop.clock());
  Play(call, {{}, BizError(404, "not found")});
  const RecordedSpan span = test->OnlySpan();
  EXPECT_EQ(span.status_code, 0);
  EXPECT_EQ(span.Find("biz.status_code"), "404");
  EXPECT_EQ(span.Find("biz.message"), "not found");
  EXPECT_THAT(span.events, IsEmpty());
}

TEST_F(CallTracerTest, AHandlerThatFails) {
  const Status boom = Internal("biz error: boom");
  const Status seen = Internal("remote or network error[remote]: biz error: boom").AsRemote();
  auto client = Fine({StatsEvent::kClientConnStart, StatsEvent::kClientConnFinish, StatsEvent::kWriteStart,
                      StatsEvent::kWriteFinish, StatsEvent::kReadStart});
  client.emplace_back(StatsEvent::kReadFinish, boom);
  auto server = Fine({StatsEvent::kReadStart, StatsEvent::kWaitReadStart, StatsEvent::kWaitReadFinish,
                      StatsEvent::kReadFinish, StatsEvent::kServerHandleStart});
  server.emplace_back(StatsEvent::kServerHandleFinish, boom);
  server.emplace_back(StatsEvent::kWriteStart, Status());
  server.emplace_back(StatsEvent::kWriteFinish, Status());
  EXPECT_THAT(
      PlayBoth({client, seen, 72, 668}, {server, boom, 664, 76}),
      ElementsAre(
          R"("echo.EchoService/Echo" kind=client remote=false status=Error "remote or network error[remote]: biz error: boom"
  attrs [kitex.recv_size=72 kitex.send_size=668 request.protocol=TTHeader|Framed rpc.method=Echo rpc.service=user-service rpc.system=kitex]
  event client_conn_start [event.status=1]
  event client_conn_finish [event.status=1]
  event write_start [event.status=1]
  event write_finish [event.status=1]
  event read_start [event.status=1]
  event read_finish [event.info=biz error: boom event.status=3]
  event exception [exception.message=remote or network error[remote]: biz error: boom exception.type=Internal]
)",
          R"("echo.EchoService/Echo" kind=server remote=true status=Error "biz error: boom"
  attrs [kitex.recv_size=664 kitex.send_size=76 peer.deployment.environment=test peer.service=cli peer.service.namespace=ns-cli request.protocol=TTHeader|Framed rpc.method=Echo rpc.service=user-service rpc.system=kitex]
  event read_start [event.status=1]
  event wait_read_start [event.status=1]
  event wait_read_finish [event.status=1]
  event read_finish [event.status=1]
  event server_handle_start [event.status=1]
  event server_handle_finish [event.info=biz error: boom event.status=3]
  event write_start [event.status=1]
  event write_finish [event.status=1]
  event exception [exception.message=biz error: boom exception.type=Internal]
)"));
}

TEST_F(CallTracerTest, ATimeout) {
  const Status timeout =
      DeadlineExceeded("rpc timeout: timeout=100ms, to=user-service, method=Echo, location=kitex.rpcTimeoutMW");
  TestCall call(Role::kClient, test->Root(), test->loop.clock());
  Play(call, {Fine({StatsEvent::kClientConnStart, StatsEvent::kClientConnFinish, StatsEvent::kWriteStart,
                    StatsEvent::kWriteFinish, StatsEvent::kReadStart}),
              timeout, 0, 677});
  EXPECT_EQ(
      Shape(test->OnlySpan()),
      R"("echo.EchoService/Echo" kind=client remote=false status=Error "rpc timeout: timeout=100ms, to=user-service, method=Echo, location=kitex.rpcTimeoutMW"
  attrs [kitex.recv_size=0 kitex.send_size=677 request.protocol=TTHeader|Framed rpc.method=Echo rpc.service=user-service rpc.system=kitex]
  event client_conn_start [event.status=1]
  event client_conn_finish [event.status=1]
  event write_start [event.status=1]
  event write_finish [event.status=1]
  event read_start [event.status=1]
  event exception [exception.message=rpc timeout: timeout=100ms, to=user-service, method=Echo, location=kitex.rpcTimeoutMW exception.type=DeadlineExceeded]
)");
}

TEST_F(CallTracerTest, NoServer) {
  const Status refused = Unavailable("dial tcp 127.0.0.1:1: connection refused");
  TestCall call(Role::kClient, test->Root(), test->loop.clock());
  auto events = Fine({StatsEvent::kClientConnStart});
  events.emplace_back(StatsEvent::kClientConnFinish, refused);
  Play(call, {events, refused.Prefixed("remote or network error: get connection error: ")});
  EXPECT_EQ(
      Shape(test->OnlySpan()),
      R"("echo.EchoService/Echo" kind=client remote=false status=Error "remote or network error: get connection error: dial tcp 127.0.0.1:1: connection refused"
  attrs [kitex.recv_size=0 kitex.send_size=0 request.protocol=TTHeader|Framed rpc.method=Echo rpc.service=user-service rpc.system=kitex]
  event client_conn_start [event.status=1]
  event client_conn_finish [event.info=dial tcp 127.0.0.1:1: connection refused event.status=3]
  event exception [exception.message=remote or network error: get connection error: dial tcp 127.0.0.1:1: connection refused exception.type=Unavailable]
)");
}

TEST_F(CallTracerTest, APanicIsAnError) {
  TestCall call(Role::kServer, ContextRoot(), test->loop.clock());
  Side side;
  side.ended = Internal("panic: [happened in biz handler, method=EchoService.Echo] oh no");
  side.panicked = true;
  Play(call, side);
  const RecordedSpan span = test->OnlySpan();
  EXPECT_EQ(span.status_code, 2);
  ASSERT_NE(span.FindEvent("exception"), nullptr);
}

TEST_F(CallTracerTest, TimesAreThoseOfTheStats) {
  TestCall call(Role::kServer, ContextRoot(), test->loop.clock());
  const TimePoint began = test->loop.clock().Now();
  test->loop.clock().Advance(std::chrono::seconds(5));  // between the start of the call and that of the tracer
  void* state = tracer->Start(call);
  call.Happen({StatsEvent::kReadStart, StatsEvent::kRpcFinish});
  test->loop.clock().Advance(std::chrono::seconds(5));
  tracer->Finish(call, state, Ok());
  const RecordedSpan span = test->OnlySpan();
  const auto wall = [&](TimePoint at) { return static_cast<std::uint64_t>(test->loop.clock().WallNanos(at)); };
  EXPECT_EQ(span.start_nanos, wall(began));
  ASSERT_EQ(span.events.size(), 1u);
  EXPECT_EQ(span.events[0].at_nanos, wall(began + std::chrono::milliseconds(5001)));
  EXPECT_EQ(span.end_nanos, wall(began + std::chrono::milliseconds(5002)));
}

TEST_F(CallTracerTest, EventsCanBeKeptForSlowAndFailedCalls) {
  SuiteOptions options;
  options.events = StatsEvents::kSlow;
  options.slow = std::chrono::milliseconds(10);
  Use(WithResource(), options);
  const Side fast = {Fine(kServerEvents), Ok()};  // 9 ms
  Side failed = fast;
  failed.ended = Internal("boom");
  {
    TestCall call(Role::kServer, ContextRoot(), test->loop.clock());
    Play(call, fast);
  }
  {
    TestCall call(Role::kServer, ContextRoot(), test->loop.clock());
    Play(call, failed);
  }
  {
    TestCall call(Role::kServer, ContextRoot(), test->loop.clock());
    test->loop.clock().Advance(std::chrono::milliseconds(1));
    Play(call, fast);
  }
  const std::vector<RecordedSpan> spans = test->Spans();
  ASSERT_EQ(spans.size(), 3u);
  EXPECT_EQ(spans[0].events.size(), 0u);
  EXPECT_EQ(spans[1].events.size(), 9u);
  EXPECT_EQ(spans[2].events.size(), 8u);
}

TEST_F(CallTracerTest, EventsCanBeLeftOut) {
  SuiteOptions options;
  options.events = StatsEvents::kNone;
  options.record_source_operation = true;
  Use(WithResource(), options);
  TestCall call(Role::kClient, test->Root(), test->loop.clock());
  call.info().from.method = "Caller";
  Play(call, {Fine(kClientEvents), Ok()});
  const RecordedSpan span = test->OnlySpan();
  EXPECT_THAT(span.events, IsEmpty());
  EXPECT_EQ(span.Find("source_operation"), "Caller");
}

TEST_F(CallTracerTest, AServerWithoutANameHasItsIdls) {
  TestCall call(Role::kServer, ContextRoot(), test->loop.clock());
  call.info().to.service = "";
  call.info().package = "";
  Play(call, {});
  const RecordedSpan span = test->OnlySpan();
  EXPECT_EQ(span.name, "EchoService/Echo");
  EXPECT_EQ(span.Find("rpc.service"), "EchoService");
}

TEST_F(CallTracerTest, LongNamesAreKept) {
  const std::string service(5000, 's');
  TestCall call(Role::kServer, ContextRoot(), test->loop.clock());
  call.info().idl_service = service;
  Play(call, {});
  EXPECT_EQ(test->OnlySpan().name, "echo." + service + "/Echo");
}

// What the handler does belongs to the server's span; when the call is over the context is as it was.
TEST_F(CallTracerTest, TheHandlerRunsInTheSpan) {
  TestCall call(Role::kServer, ContextRoot(), test->loop.clock());
  void* state = tracer->Start(call);
  {
    Span inner(call.context(), "UserService.GetUser");
  }
  tracer->Finish(call, state, Ok());
  EXPECT_EQ(call.context().trace(), nullptr);
  const std::vector<RecordedSpan> spans = test->Spans();
  ASSERT_EQ(spans.size(), 2u);
  EXPECT_EQ(spans[0].parent, spans[1].context.span_id);
}

std::vector<std::string> Sent(TestCall& call) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < call.outgoing().size(); ++i) {
    const Metadata::Entry entry = call.outgoing().at(i);
    all.push_back((entry.kind == MetaKind::kTransient ? "transient " : "plain ") + std::string(entry.key) + "=" +
                  std::string(entry.value));
  }
  return all;
}

// Findings 1 and 2 of conventions.md: not so in Go.
TEST_F(CallTracerTest, AnUnsampledCallCarriesItsContextOn) {
  Use(WithResource(ParentBased(AlwaysOff())));
  const BaggageContext tenant(test->Root(), "tenant", "t1");
  TestCall client(Role::kClient, tenant, test->loop.clock());
  void* state = tracer->Start(client);
  const SpanContext context = SpanContextOf(client.context());
  EXPECT_THAT(Sent(client), ElementsAre("transient traceparent=00-" + context.trace_id.ToString() + "-" +
                                            context.span_id.ToString() + "-00",
                                        "transient baggage=tenant=t1", "transient service.name=cli",
                                        "transient service.namespace=ns-cli", "transient deployment.environment=test"));
  TestCall server(Role::kServer, ContextRoot(), test->loop.clock());
  client.SendTo(server);
  void* server_state = tracer->Start(server);
  EXPECT_EQ(SpanContextOf(server.context()).trace_id, context.trace_id);
  EXPECT_FALSE(SpanContextOf(server.context()).sampled());
  EXPECT_EQ(Baggage::Of(server.context()).Get("tenant"), "t1");
  tracer->Finish(server, server_state, Ok());
  tracer->Finish(client, state, Ok());
  EXPECT_THAT(test->Spans(), IsEmpty());
}

TEST_F(CallTracerTest, OverGrpcTheKeysGoOutInBothForms) {
  TestCall client(Role::kClient, test->Root(), test->loop.clock());
  client.info().transport = Transport::kGrpc;
  Play(client, {});
  const std::string parent = std::string(client.outgoing().Find(MetaKind::kTransient, "traceparent"));
  EXPECT_EQ(client.outgoing().Find(MetaKind::kPlain, "traceparent"), parent);
  EXPECT_EQ(client.outgoing().Find(MetaKind::kPlain, "service.name"), "cli");
  EXPECT_EQ(test->OnlySpan().Find("request.protocol"), "GRPC");
}

TEST_F(CallTracerTest, WithoutATraceTheServerBeginsOne) {
  TestCall call(Role::kServer, ContextRoot(), test->loop.clock());
  call.mutable_incoming().Add(MetaKind::kTransient, "traceparent", "00-nonsense");
  Play(call, {});
  const RecordedSpan span = test->OnlySpan();
  EXPECT_TRUE(span.context.trace_id.valid());
  EXPECT_FALSE(span.parent.valid());
  EXPECT_FALSE(span.remote_parent);
}

// OTEL_SDK_DISABLED: the caller's identity goes through to whom this server calls.
TEST_F(CallTracerTest, DisabledItPassesTracesOn) {
  TracerProviderOptions options = WithResource();
  options.enabled = false;
  Use(std::move(options));
  const std::string parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  TestCall server(Role::kServer, ContextRoot(), test->loop.clock());
  server.mutable_incoming().Add(MetaKind::kTransient, "traceparent", parent);
  void* server_state = tracer->Start(server);
  TestCall client(Role::kClient, server.context(), test->loop.clock());
  void* client_state = tracer->Start(client);
  EXPECT_THAT(Sent(client), ElementsAre("transient traceparent=" + parent));
  tracer->Finish(client, client_state, Ok());
  tracer->Finish(server, server_state, Ok());
  EXPECT_THAT(test->Spans(), IsEmpty());
}

TEST_F(CallTracerTest, SuitesInstallThemselves) {
  Pipeline client(Role::kClient);
  WithSuite(NewClientSuite(test->provider)).Apply(client);
  EXPECT_EQ(client.tracers.size(), 1u);
  EXPECT_EQ(client.preferred_transport, Transport::kTTHeaderFramed);
  Pipeline server(Role::kServer);
  WithSuite(NewServerSuite(test->provider)).Apply(server);
  EXPECT_EQ(server.tracers.size(), 1u);
  EXPECT_EQ(server.preferred_transport, std::nullopt);
}

}  // namespace
}  // namespace elanus::telemetry
