// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/sampler.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "elanus/telemetry/span.h"
#include "elanus/telemetry/test_provider.h"

namespace elanus {
namespace {

bool Keeps(const Sampler& sampler, std::uint64_t low, const SpanContext* parent = nullptr) {
  SamplingInput input;
  input.trace_id = TraceId(0xFFFFFFFFFFFFFFFF, low);
  input.parent = parent;
  return sampler.ShouldSample(input).decision == SamplingDecision::kRecordAndSample;
}

// The vectors of conventions.md F.4: what otel-go decides.
TEST(TraceIdRatio, DecidesAsGoDoes) {
  EXPECT_FALSE(Keeps(*TraceIdRatio(0.5), 0x8448eb211c80319c));
  EXPECT_TRUE(Keeps(*TraceIdRatio(0.1), 0x0448eb211c80319c));
  EXPECT_FALSE(Keeps(*TraceIdRatio(0.01), 0x0448eb211c80319c));
  EXPECT_TRUE(Keeps(*TraceIdRatio(0.01), 0x0199999999999999));
  EXPECT_FALSE(Keeps(*TraceIdRatio(0.01), 0x199999999999999a));
  EXPECT_TRUE(Keeps(*TraceIdRatio(0.1), 0x199999999999999a));
}

TEST(TraceIdRatio, KeepsExactlyWhatIsBelowItsBound) {
  const std::uint64_t bound = 0x0ccccccccccccd00;  // of 0.1
  EXPECT_TRUE(Keeps(*TraceIdRatio(0.1), bound * 2 - 1));
  EXPECT_FALSE(Keeps(*TraceIdRatio(0.1), bound * 2));
  EXPECT_TRUE(Keeps(*TraceIdRatio(0.01), 0x0147ae147ae147b0 * 2 - 1));
  EXPECT_FALSE(Keeps(*TraceIdRatio(0.01), 0x0147ae147ae147b0 * 2));
}

TEST(TraceIdRatio, TakesAnyNumber) {
  const std::uint64_t all = std::numeric_limits<std::uint64_t>::max();
  EXPECT_TRUE(Keeps(*TraceIdRatio(1), all));
  EXPECT_TRUE(Keeps(*TraceIdRatio(7), all));
  EXPECT_FALSE(Keeps(*TraceIdRatio(0), 0));
  EXPECT_FALSE(Keeps(*TraceIdRatio(-1), 0));
  EXPECT_FALSE(Keeps(*TraceIdRatio(std::nan("")), 0));
}

TEST(ParentBased, DoesAsTheParentDoes) {
  const SpanContext sampled(TraceId(1, 1), SpanId(1), SpanContext::kSampled);
  const SpanContext dropped(TraceId(1, 1), SpanId(1), 0);
  EXPECT_TRUE(Keeps(*ParentBased(AlwaysOff()), 0, &sampled));
  EXPECT_FALSE(Keeps(*ParentBased(AlwaysOn()), 0, &dropped));
  EXPECT_TRUE(Keeps(*ParentBased(AlwaysOn()), 0));
  EXPECT_FALSE(Keeps(*ParentBased(AlwaysOff()), 0));
}

TEST(Sampler, DescribesItself) {
  EXPECT_EQ(AlwaysOn()->Description(), "AlwaysOnSampler");
  EXPECT_EQ(ParentBased(TraceIdRatio(0.1))->Description(), "ParentBased{root:TraceIdRatioBased{0.100000}}");
}

// Keeps spans of one table, says so on them, and marks the trace.
class TableSampler final : public Sampler {
 public:
  SamplingResult ShouldSample(const SamplingInput& input) const override {
    if (input.kind != SpanKind::kClient || input.name != "MySQL.SelectUser" || input.attributes.empty()) {
      return SamplingDecision::kDrop;
    }
    if (input.attributes[0].key != "db.table" || input.attributes[0].value.AsText() != "users") {
      return SamplingDecision::kDrop;
    }
    SamplingResult result(SamplingDecision::kRecordAndSample);
    result.attributes = added_;
    result.trace_state = state_;
    return result;
  }
  std::string Description() const override { return "TableSampler"; }

 private:
  const Attribute added_[1] = {Attribute("sampled.by", "table")};
  const std::shared_ptr<const std::string> state_ = std::make_shared<const std::string>("ours=1");
};

TEST(Sampler, AUsersOwnSeesWhatTheSpanBeginsWith) {
  TracerProviderOptions options;
  options.sampler = std::make_shared<TableSampler>();
  telemetry::TestProvider test(options);
  const SpanOptions client = SpanOptions().Kind(SpanKind::kClient);
  {
    Span other(test.Root(), "MySQL.SelectUser", SpanOptions(client).Attributes({{"db.table", "orders"}}));
  }
  {
    Span kept(test.Root(), "MySQL.SelectUser", SpanOptions(client).Attributes({{"db.table", "users"}}));
  }
  const telemetry::RecordedSpan span = test.OnlySpan();
  EXPECT_EQ(span.Find("db.table"), "users");
  EXPECT_EQ(span.Find("sampled.by"), "table");
  EXPECT_EQ(span.context.trace_state(), "ours=1");
}

}  // namespace
}  // namespace elanus
