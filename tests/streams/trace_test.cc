// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A stream is one span at each end, from its first operation to its end, however it ends; unary calls over gRPC too.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "elanus/telemetry/memory_exporter.h"
#include "elanus/telemetry/span.h"
#include "elanus/telemetry/suite.h"
#include "tests/streams/relay_handler.h"

namespace elanus {
namespace {

using telemetry::RecordedSpan;

class Traced {
 public:
  Traced()
      : provider(Options(exporter)),
        pair(std::make_shared<RelayHandler>(), 1, {WithSuite(NewServerSuite(provider))},
             {WithSuite(NewClientSuite(provider))}) {}

  RecordedSpan Find(SpanKind kind) {
    EXPECT_TRUE(Wait(provider.ForceFlush(TimePoint::Never())).ok());
    for (const RecordedSpan& span : exporter->spans()) {
      if (span.kind == kind) return span;
    }
    ADD_FAILURE() << "there is no such span";
    return {};
  }

  std::shared_ptr<MemoryExporter> exporter = std::make_shared<MemoryExporter>();
  TracerProvider provider;
  RelayPair pair;

 private:
  static TracerProviderOptions Options(const std::shared_ptr<MemoryExporter>& exporter) {
    TracerProviderOptions options;
    options.exporter = exporter;
    return options;
  }
};

Task<Status> Read(Traced& traced, relay::Ask ask, int some) {
  auto items = traced.pair.client().List(traced.provider.Root(), ask);
  relay::Item item;
  int count = 0;
  while (count < some && co_await items.Recv(item)) ++count;
  co_return items.status();
}

std::vector<std::string> Events(const RecordedSpan& span) {
  std::vector<std::string> names;
  for (const telemetry::RecordedEvent& event : span.events) names.push_back(event.name);
  return names;
}

TEST(StreamSpans, OneAtEachEndInOneTrace) {
  Traced traced;
  EXPECT_TRUE(traced.pair.Run(Read(traced, Ask(5, 100), 100)).ok());
  const RecordedSpan client = traced.Find(SpanKind::kClient), server = traced.Find(SpanKind::kServer);
  EXPECT_EQ(client.name, "relay.Relay/List");
  EXPECT_EQ(server.name, "relay.Relay/List");
  EXPECT_EQ(server.context.trace_id, client.context.trace_id);
  EXPECT_EQ(server.parent, client.context.span_id);
  EXPECT_TRUE(server.remote_parent);
  EXPECT_EQ(client.Find("request.protocol"), "GRPC");
  EXPECT_EQ(client.Find("kitex.recv_messages"), "5");
  EXPECT_EQ(server.Find("kitex.send_messages"), "5");
  EXPECT_EQ(server.Find("kitex.send_size"), client.Find("kitex.recv_size"));
  EXPECT_EQ(server.Find("kitex.recv_size"), client.Find("kitex.send_size"));
  EXPECT_EQ(Events(client), (std::vector<std::string>{"client_conn_start", "client_conn_finish"}));
  EXPECT_EQ(Events(server), (std::vector<std::string>{"server_handle_start", "server_handle_finish"}));
  EXPECT_EQ(client.status_code, 0);
  EXPECT_EQ(server.status_code, 0);
}

TEST(StreamSpans, OneThatIsDroppedEndsAsCancelled) {
  Traced traced;
  EXPECT_TRUE(traced.pair.Run(Read(traced, Ask(1000, 10, "slow"), 2)).ok());
  traced.pair.loop().Advance(std::chrono::milliseconds(100));
  const RecordedSpan client = traced.Find(SpanKind::kClient), server = traced.Find(SpanKind::kServer);
  EXPECT_EQ(client.status_code, 2);
  EXPECT_EQ(client.status_message, "the stream was dropped before its end");
  EXPECT_EQ(server.status_code, 2);
}

TEST(StreamSpans, AFailureIsSeenAtBothEnds) {
  Traced traced;
  EXPECT_EQ(traced.pair.Run(Read(traced, Ask(3, 10, "error"), 100)).code(), Code::kInternal);
  EXPECT_EQ(traced.Find(SpanKind::kClient).status_message, "handler failed");
  EXPECT_EQ(traced.Find(SpanKind::kServer).status_message, "handler failed");
}

TEST(StreamSpans, ABusinessErrorIsNone) {
  Traced traced;
  EXPECT_NE(traced.pair.Run(Read(traced, Ask(3, 10, "biz"), 100)).biz(), nullptr);
  EXPECT_EQ(traced.Find(SpanKind::kClient).status_code, 0);
  EXPECT_EQ(traced.Find(SpanKind::kServer).status_code, 0);
}

Task<Status> Say(Traced& traced) {
  auto said = co_await traced.pair.client().Say(traced.provider.Root(), "hi");
  co_return said.status();
}

TEST(StreamSpans, UnaryCallsOverGrpcJoinTheTrace) {
  Traced traced;
  EXPECT_TRUE(traced.pair.Run(Say(traced)).ok());
  const RecordedSpan client = traced.Find(SpanKind::kClient), server = traced.Find(SpanKind::kServer);
  EXPECT_EQ(server.parent, client.context.span_id);
  EXPECT_EQ(server.Find("request.protocol"), "GRPC");
  EXPECT_EQ(server.Find("kitex.recv_messages"), "");
  // Payloads, at both ends: a Thrift struct with one string.
  EXPECT_EQ(client.Find("kitex.send_size"), "10");
  EXPECT_EQ(server.Find("kitex.recv_size"), "10");
  EXPECT_EQ(client.Find("kitex.recv_size"), server.Find("kitex.send_size"));
  EXPECT_EQ(Events(server), (std::vector<std::string>{"server_handle_start", "server_handle_finish"}));
}

}  // namespace
}  // namespace elanus
