// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/propagation.h"

#include <gtest/gtest.h>

#include <string>

#include "elanus/telemetry/tracer_provider.h"

namespace elanus::telemetry {
namespace {

const std::string kOurs = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
const std::string kOther = "00-11111111111111111111111111111111-2222222222222222-01";

Metadata Of(std::initializer_list<std::pair<MetaKind, std::pair<std::string, std::string>>> entries) {
  Metadata metadata;
  for (const auto& [kind, pair] : entries) metadata.Add(kind, pair.first, pair.second);
  return metadata;
}

TEST(Propagation, FindsKeysInAnySpelling) {
  const Metadata metadata = Of({{MetaKind::kTransient, {"TRACEPARENT", kOurs}},
                                {MetaKind::kTransient, {"TraceState", "a=1"}},
                                {MetaKind::kTransient, {"SERVICE.NAME", "cli"}},
                                {MetaKind::kTransient, {"service.namespace", "ns"}},
                                {MetaKind::kTransient, {"Deployment.Environment", "test"}},
                                {MetaKind::kPersistent, {"baggage", "a=persistent is not looked at"}},
                                {MetaKind::kPlain, {"baggage", "a=plain"}}});
  const Incoming found = FindIncoming(metadata, Transport::kTTHeader);
  EXPECT_EQ(found.trace_parent, kOurs);
  EXPECT_EQ(found.trace_state, "a=1");
  EXPECT_EQ(found.service, "cli");
  EXPECT_EQ(found.service_namespace, "ns");
  EXPECT_EQ(found.environment, "test");
  EXPECT_EQ(found.baggage, "");
}

// conventions.md A.6.4.
TEST(Propagation, OverGrpcAValidPlainHeaderComesFirst) {
  const Metadata both =
      Of({{MetaKind::kPlain, {"traceparent", kOurs}}, {MetaKind::kTransient, {"TRACEPARENT", kOther}}});
  EXPECT_EQ(FindIncoming(both, Transport::kGrpc).trace_parent, kOurs);
  EXPECT_EQ(FindIncoming(both, Transport::kTTHeader).trace_parent, kOther);
  const Metadata bad =
      Of({{MetaKind::kPlain, {"traceparent", "00-bad"}}, {MetaKind::kTransient, {"TRACEPARENT", kOther}}});
  EXPECT_EQ(FindIncoming(bad, Transport::kGrpc).trace_parent, kOther);
}

TEST(Propagation, ExtractsWhatIsSwitchedOn) {
  Incoming incoming;
  incoming.trace_parent = kOurs;
  incoming.trace_state = "a=1";
  incoming.baggage = "tenant=t1";
  Propagation propagation;
  Node both;
  Extract(propagation, incoming, both);
  EXPECT_EQ(both.context.span_id, SpanId(0xb7ad6b7169203331));
  EXPECT_TRUE(both.context.remote);
  EXPECT_EQ(both.context.trace_state(), "a=1");
  ASSERT_TRUE(both.baggage);
  EXPECT_EQ(both.baggage->Get("tenant"), "t1");

  propagation.trace_context = propagation.baggage = false;
  Node neither;
  Extract(propagation, incoming, neither);
  EXPECT_FALSE(neither.context.valid());
  EXPECT_FALSE(neither.baggage);
}

TEST(Propagation, AMalformedStateIsDroppedAlone) {
  Incoming incoming;
  incoming.trace_parent = kOurs;
  incoming.trace_state = "A=1";
  Node node;
  Extract(Propagation(), incoming, node);
  EXPECT_TRUE(node.context.valid());
  EXPECT_EQ(node.context.trace_state(), "");
}

TEST(Propagation, InjectsTheStateAndTheEnvironmentUnderItsOldName) {
  TracerProviderOptions options;
  options.resource.Set("deployment.environment.name", "staging");
  const TracerProvider provider(options);
  Node node;
  node.context = SpanContext(TraceId(1, 2), SpanId(3), SpanContext::kSampled);
  node.context.state = std::make_shared<const std::string>("a=1");
  Metadata outgoing;
  Inject(*provider.core(), node, Transport::kTTHeaderFramed, outgoing);
  EXPECT_EQ(outgoing.Find(MetaKind::kTransient, "traceparent"),
            "00-00000000000000010000000000000002-0000000000000003-01");
  EXPECT_EQ(outgoing.Find(MetaKind::kTransient, "tracestate"), "a=1");
  EXPECT_EQ(outgoing.Find(MetaKind::kTransient, "deployment.environment"), "staging");
  EXPECT_EQ(outgoing.size(), 3u);
}

}  // namespace
}  // namespace elanus::telemetry
