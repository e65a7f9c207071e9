// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What deferred sampling keeps and what it forgets, rule by rule; deferred_property_test.cc has them all at once.
#include "elanus/telemetry/deferred_sampling.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "elanus/telemetry/call_tracer.h"
#include "elanus/telemetry/span.h"
#include "elanus/telemetry/test_call.h"
#include "elanus/telemetry/test_provider.h"

namespace elanus::telemetry {
namespace {

using std::chrono::milliseconds;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

TracerProviderOptions Deferring(DeferredSampling deferred = {}, std::shared_ptr<const Sampler> sampler = AlwaysOff()) {
  TracerProviderOptions options;
  options.sampler = ParentBased(std::move(sampler));
  options.deferred = deferred;
  return options;
}

std::vector<std::string> Names(TestProvider& test) {
  std::vector<std::string> names;
  for (const RecordedSpan& span : test.Spans()) names.push_back(span.name);
  return names;
}

TEST(DeferredSampling, OneFailureKeepsTheWholeLocalTrace) {
  TestProvider test(Deferring());
  {
    Span root(test.Root(), "root");
    EXPECT_TRUE(root.recording());
    {
      Span early(root, "early");
      early.Set("i", 1);
    }
    Span middle(root, "middle");
    {
      Span failing(middle, "failing");
      (void)failing.Fail(NotFound("no user"));
    }
    Span late(root, "late");
  }
  EXPECT_THAT(Names(test), UnorderedElementsAre("early", "failing", "late", "middle", "root"));
  for (const RecordedSpan& span : test.Spans()) EXPECT_EQ(span.context.flags & SpanContext::kSampled, 0) << span.name;
  EXPECT_EQ(test.provider.counters().deferred, 5u);
  EXPECT_EQ(test.provider.counters().ended, 5u);
}

TEST(DeferredSampling, AFailedRootKeepsWhatEndedBefore) {
  TestProvider test(Deferring());
  {
    Span root(test.Root(), "root");
    {
      Span child(root, "child");
      child.Ok();
    }
    EXPECT_GT(test.provider.counters().deferred_held, 0u);
    root.SetStatus(SpanStatus::kError);
  }
  EXPECT_THAT(Names(test), UnorderedElementsAre("child", "root"));
  EXPECT_EQ(test.provider.counters().deferred_held, 0u);
}

TEST(DeferredSampling, WhatWorkedIsForgotten) {
  TestProvider test(Deferring());
  {
    Span root(test.Root(), "root");
    Span child(root, "child");
    child.RecordError(NotFound("tried the cache first"));  // an event, not a failed span
  }
  EXPECT_THAT(test.Spans(), IsEmpty());
  EXPECT_EQ(test.provider.counters().ended, 0u);
  EXPECT_EQ(test.provider.counters().deferred_held, 0u);
}

TEST(DeferredSampling, SlowIsWhatTheRootTook) {
  TestProvider test(Deferring());
  const auto trace = [&](const char* name, Duration root_takes, Duration child_takes) {
    Span root(test.Root(), name);
    const TimePoint start = test.loop.clock().Now();
    Span child(root, "child");
    child.End(start + child_takes);
    root.End(start + root_takes);
  };
  trace("quick", milliseconds(499), milliseconds(499));
  trace("only its child", milliseconds(499), milliseconds(600));
  trace("slow", milliseconds(500), milliseconds(1));
  EXPECT_THAT(Names(test), UnorderedElementsAre("slow", "child"));
}

TEST(DeferredSampling, SlowCanBeLeftOut) {
  DeferredSampling deferred;
  deferred.slow = Duration::max();
  TestProvider test(Deferring(deferred));
  {
    Span root(test.Root(), "root");
    test.loop.clock().Advance(std::chrono::hours(100));
  }
  EXPECT_THAT(test.Spans(), IsEmpty());
}

TEST(DeferredSampling, SampledSpansDoNotWait) {
  TestProvider test(Deferring({}, AlwaysOn()));
  Span root(test.Root(), "root");
  {
    Span child(root, "child");
  }
  EXPECT_THAT(Names(test), UnorderedElementsAre("child"));
  EXPECT_EQ(test.provider.counters().deferred, 0u);
}

// Samples the traces' first spans and nothing below them.
class RootsOnly final : public Sampler {
 public:
  SamplingResult ShouldSample(const SamplingInput& input) const override {
    return input.parent == nullptr ? SamplingDecision::kRecordAndSample : SamplingDecision::kDrop;
  }
  std::string Description() const override { return "RootsOnly"; }
};

TEST(DeferredSampling, UnsampledSpansUnderASampledRootFollowItsEnd) {
  TracerProviderOptions options = Deferring();
  options.sampler = std::make_shared<RootsOnly>();
  TestProvider test(options);
  const auto trace = [&](const char* name, bool fails) {
    Span root(test.Root(), name);
    {
      Span child(root, "child");
    }
    if (fails) (void)root.Fail(NotFound("x"));
  };
  trace("worked", false);
  trace("failed", true);
  EXPECT_THAT(Names(test), UnorderedElementsAre("worked", "failed", "child"));
}

TEST(DeferredSampling, SpansThatEndBehindTheRootDoAsWasDecided) {
  TestProvider test(Deferring());
  {
    Span root(test.Root(), "kept");
    Span late(root, "late of kept");
    (void)root.Fail(NotFound("x"));
    root.End();
    Span later(root, "later of kept");
  }
  {
    Span root(test.Root(), "forgotten");
    Span late(root, "late of forgotten");
    root.End();
    Span later(root, "later of forgotten");
  }
  EXPECT_THAT(Names(test), UnorderedElementsAre("kept", "late of kept", "later of kept"));
  EXPECT_EQ(test.provider.counters().deferred_held, 0u);
}

TEST(DeferredSampling, AFailureBehindTheRootIsSentWithWhatEndsBehindIt) {
  TestProvider test(Deferring());
  {
    Span root(test.Root(), "root");
    Span outer(root, "outer");
    root.End();
    {
      Span before(outer, "before");
    }
    {
      Span failing(outer, "failing");
      (void)failing.Fail(NotFound("x"));
    }
  }
  EXPECT_THAT(Names(test), UnorderedElementsAre("failing", "outer"));
}

TEST(DeferredSampling, DetachedWorkIsALocalTraceOfItsOwn) {
  TestProvider test(Deferring());
  std::vector<DetachedContext> kept;
  {
    Span root(test.Root(), "root");
    kept.push_back(root.Detach());
  }
  {
    Span works(*kept.front(), "works");
  }
  {
    Span outer(*kept.front(), "outer");
    Span failing(outer, "failing");
    (void)failing.Fail(NotFound("x"));
  }
  EXPECT_THAT(Names(test), UnorderedElementsAre("outer", "failing"));
}

TEST(DeferredSampling, LinkedTracesAreNotKept) {
  TestProvider test(Deferring());
  {
    Span linked(test.Root(), "linked");
    const SpanContext target = linked.span_context();
    Span failing(test.Root(), "failing", SpanOptions().Links(std::span(&target, 1)));
    (void)failing.Fail(NotFound("x"));
  }
  EXPECT_THAT(Names(test), UnorderedElementsAre("failing"));
}

TEST(DeferredSampling, TooManySpansOfOneRootAreDroppedAndCounted) {
  DeferredSampling deferred;
  deferred.held_spans = 10;
  TestProvider test(Deferring(deferred));
  const auto trace = [&](bool fails) {
    Span root(test.Root(), "root");
    for (int i = 0; i < 25; ++i) Span child(root, "child");
    if (fails) (void)root.Fail(NotFound("x"));
  };
  trace(false);
  EXPECT_THAT(test.Spans(), IsEmpty());
  EXPECT_EQ(test.provider.counters().dropped(), 0u) << "nobody misses them";
  trace(true);
  EXPECT_EQ(test.Spans().size(), 11u);
  const SpanCounters counters = test.provider.counters();
  EXPECT_EQ(counters.deferred_full, 15u);
  EXPECT_EQ(counters.ended, 26u);
  EXPECT_EQ(counters.ended, counters.exported + counters.dropped() + counters.queued);
}

TEST(DeferredSampling, BehindAFailureNothingIsHeld) {
  DeferredSampling deferred;
  deferred.held_spans = 10;
  TestProvider test(Deferring(deferred));
  {
    Span root(test.Root(), "root");
    {
      Span failing(root, "failing");
      (void)failing.Fail(NotFound("x"));
    }
    for (int i = 0; i < 100; ++i) Span child(root, "child");
    EXPECT_EQ(test.provider.counters().deferred_held, 0u);
  }
  EXPECT_EQ(test.Spans().size(), 102u);
}

TEST(DeferredSampling, TheBytesOfAllRootsAreBounded) {
  DeferredSampling deferred;
  deferred.held_bytes = 1000;
  TestProvider test(Deferring(deferred));
  const std::string text(300, 'x');
  {
    Span one(test.Root(), "one");
    for (int i = 0; i < 2; ++i) Span(one, "child of one").Set("text", text);
    Span two(test.Root(), "two");
    for (int i = 0; i < 2; ++i) Span(two, "child of two").Set("text", text);
    EXPECT_LE(test.provider.counters().deferred_held, 1000u);
    (void)two.Fail(NotFound("x"));
  }
  EXPECT_THAT(Names(test), UnorderedElementsAre("two"));
  EXPECT_EQ(test.provider.counters().deferred_full, 2u);
  EXPECT_EQ(test.provider.counters().deferred_held, 0u);
}

constexpr std::uint64_t kRounds = 20;

// Spans that end on other threads just while their root does: each is sent, held and forgotten, or counted.
SpanCounters EndTogether(bool fails, std::uint32_t held_spans) {
  DeferredSampling deferred;
  deferred.held_spans = held_spans;
  deferred.slow = Duration::max();
  TracerProviderOptions options = Deferring(deferred);
  options.batch.queue_spans = 1 << 20;
  TestProvider test(options);
  for (std::uint64_t round = 0; round < kRounds; ++round) {
    Span root(test.Root(), "root");
    std::vector<std::thread> threads;
    for (int t = 0; t < 3; ++t) {
      threads.emplace_back([&root] {
        for (int i = 0; i < 100; ++i) Span child(root, "child");
      });
    }
    if (fails) (void)root.Fail(NotFound("x"));
    root.End();
    for (std::thread& thread : threads) thread.join();
  }
  return test.provider.counters();
}

TEST(DeferredSampling, NothingIsLostBetweenSpansAndTheirRootsEnd) {
  for (const std::uint32_t held_spans : {1000u, 10u, 0u}) {
    const SpanCounters kept = EndTogether(true, held_spans);
    EXPECT_EQ(kept.ended, kRounds * 301u);
    EXPECT_EQ(kept.deferred + kept.deferred_full, kept.ended);
    EXPECT_EQ(kept.queue_full + kept.queue_bytes, 0u);
    EXPECT_EQ(kept.deferred_held, 0u);
    const SpanCounters forgotten = EndTogether(false, held_spans);
    EXPECT_EQ(forgotten.ended, 0u);
    EXPECT_EQ(forgotten.deferred_held, 0u);
  }
}

// Calls: what a server's and a client's suite make of it.
class DeferredCalls : public testing::Test {
 protected:
  void Play(TestCall& call, const Status& ended, CallTracer& tracer) {
    void* state = tracer.Start(call);
    flags += TraceFlags(call);
    call.Happens(StatsEvent::kReadStart);
    call.Happens(StatsEvent::kRpcFinish);
    tracer.Finish(call, state, ended);
  }
  static std::string TraceFlags(TestCall& call) {
    std::string header;
    for (std::size_t i = 0; i < call.outgoing().size(); ++i) {
      const Metadata::Entry entry = call.outgoing().at(i);
      if (entry.key == "traceparent") header = entry.value;
    }
    return header.empty() ? "" : " " + header.substr(header.size() - 2);
  }

  TestProvider test{Deferring()};
  CallTracer tracer{test.provider.core(), SuiteOptions()};
  std::string flags;
};

TEST_F(DeferredCalls, FailedOnesAreKeptWholeAndTheFlagIsTheSamplers) {
  for (const Status& ended : {Ok(), NotFound("no such user"), BizError(7, "an answer"), Ok()}) {
    TestCall call(Role::kClient, test.Root(), test.loop.clock());
    Play(call, ended, tracer);
  }
  const RecordedSpan span = test.OnlySpan();
  EXPECT_EQ(span.status_message, "no such user");
  EXPECT_EQ(span.Find("rpc.system"), "kitex");
  EXPECT_NE(span.FindEvent("read_start"), nullptr);
  EXPECT_EQ(span.context.flags & 0xFF, 0);
  EXPECT_EQ(flags, " 00 00 00 00");
}

TEST_F(DeferredCalls, AHandlersClientCallsAreKeptWhenTheHandlerFails) {
  for (const bool fails : {false, true}) {
    TestCall server(Role::kServer, test.Root(), test.loop.clock());
    void* state = tracer.Start(server);
    TestCall client(Role::kClient, server.context(), test.loop.clock());
    Play(client, Ok(), tracer);
    server.Happens(StatsEvent::kRpcFinish);
    tracer.Finish(server, state, fails ? Internal("x") : Ok());
  }
  const std::vector<RecordedSpan> spans = test.Spans();
  ASSERT_EQ(spans.size(), 2u);
  EXPECT_EQ(spans[0].kind, SpanKind::kClient);
  EXPECT_EQ(spans[0].parent, spans[1].context.span_id);
  EXPECT_EQ(spans[1].status_code, 2);
}

TEST_F(DeferredCalls, AFailedServersCallNamesItsPeerToo) {
  TestCall call(Role::kServer, test.Root(), test.loop.clock());
  call.mutable_incoming().Add(MetaKind::kTransient, "service.name", "user-client");
  Play(call, Internal("x"), tracer);
  EXPECT_EQ(test.OnlySpan().Find("peer.service"), "user-client");
}

TEST_F(DeferredCalls, SlowOnesAreKept) {
  for (const int millis : {1, 600}) {
    TestCall call(Role::kServer, test.Root(), test.loop.clock());
    void* state = tracer.Start(call);
    test.loop.clock().Advance(milliseconds(millis));
    call.Happens(StatsEvent::kRpcFinish);
    tracer.Finish(call, state, Ok());
  }
  EXPECT_EQ(test.OnlySpan().status_code, 0);
}

}  // namespace
}  // namespace elanus::telemetry
