// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/batch_processor.h"

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "elanus/async/test_loop.h"
#include "elanus/base/log.h"
#include "elanus/telemetry/encode.h"
#include "elanus/telemetry/resource.h"
#include "elanus/telemetry/span_record.h"
#include "elanus/wire/protobuf/writer.h"

namespace elanus::telemetry {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Answers as it is told; while it is held, an export waits and ignores its deadline.
class Receiver final : public SpanExporter {
 public:
  Task<ExportResult> Export(Bytes batch, TimePoint by) override {
    deadline = by;
    auto read = ReadBatch(batch.view());
    ELANUS_CHECK(read.ok(), read.status().ToString());
    sizes.push_back(read->spans.size());
    batches.push_back(std::move(*read));
    ++in_flight;
    most_in_flight = std::max(most_in_flight, in_flight);
    if (held) {
      const Status waited = co_await go.Wait();
      ELANUS_CHECK(waited.ok());
    }
    --in_flight;
    if (throws) throw std::runtime_error("broken");
    co_return result;
  }
  void Stop() override {
    stopped = true;
    if (stops) go.Set();
  }

  ExportResult result;
  bool held = false;
  bool stops = true;
  bool throws = false;
  bool stopped = false;
  async::Event go;
  int in_flight = 0;
  int most_in_flight = 0;
  TimePoint deadline;
  std::vector<std::size_t> sizes;
  std::vector<RecordedBatch> batches;
};

std::string EncodedSpan(std::string_view name) {
  Bytes out;
  wire::ProtoWriter to(out);
  const std::size_t mark = to.BeginMessage(otlp::kSpans);
  to.String(otlp::kName, name);
  to.EndMessage(mark);
  return std::string(out.view());
}

class BatchProcessorTest : public testing::Test {
 protected:
  BatchProcessorTest() {
    SetLogSink([this](LogLevel, std::string_view line) { log.emplace_back(line); });
  }
  ~BatchProcessorTest() override {
    receiver->go.Set();
    if (processor) processor->Abandon();
    loop.RunUntilIdle();
    SetLogSink(nullptr);
  }

  void Make(const BatchOptions& options = {}) {
    Resource resource;
    resource.Set("service.name", "user-service");
    processor = std::make_shared<BatchProcessor>(options, EncodeResource(resource), receiver, loop.loop());
    processor->Start();
    loop.RunUntilIdle();
  }
  void End(int spans) {
    for (int i = 0; i < spans; ++i) processor->OnEnd(EncodedSpan("S"));
    CheckSum();
  }
  void CheckSum() {
    const SpanCounters now = processor->counters();
    EXPECT_EQ(now.ended, now.exported + now.dropped() + now.queued);
  }

  TestLoop loop;
  std::shared_ptr<Receiver> receiver = std::make_shared<Receiver>();
  std::shared_ptr<BatchProcessor> processor;
  std::vector<std::string> log;
};

using Sizes = std::vector<std::size_t>;

TEST_F(BatchProcessorTest, SendsAfterTheDelay) {
  Make();
  End(3);
  loop.Advance(milliseconds(4990));
  EXPECT_EQ(receiver->sizes, Sizes{});
  loop.Advance(milliseconds(20));
  EXPECT_EQ(receiver->sizes, Sizes{3});
  EXPECT_EQ(processor->counters().exported, 3u);
  loop.Advance(seconds(60));
  EXPECT_EQ(receiver->sizes, Sizes{3}) << "empty batches are not sent";
  const RecordedBatch& batch = receiver->batches[0];
  EXPECT_EQ(batch.resource, (RecordedAttributes{{"service.name", "user-service"}}));
  EXPECT_EQ(batch.scope_name, "elanus");
  EXPECT_EQ(batch.spans[2].name, "S");
}

TEST_F(BatchProcessorTest, SendsAFullBatchAtOnce) {
  Make();
  End(512);
  loop.RunUntilIdle();
  EXPECT_EQ(receiver->sizes, Sizes{512});
  End(511);
  loop.RunUntilIdle();
  EXPECT_EQ(receiver->sizes, Sizes{512});
  End(1);
  loop.RunUntilIdle();
  EXPECT_EQ(receiver->sizes, (Sizes{512, 512}));
}

TEST_F(BatchProcessorTest, BatchesAreBoundedInBytes) {
  BatchOptions options;
  options.batch_bytes = 3 * EncodedSpan("S").size();
  Make(options);
  End(7);
  loop.Advance(seconds(6));
  EXPECT_EQ(receiver->sizes, (Sizes{3, 3, 1}));
}

TEST_F(BatchProcessorTest, OneExportAtATime) {
  Make();
  receiver->held = true;
  End(512);
  loop.RunUntilIdle();
  End(600);
  loop.Advance(seconds(20));
  EXPECT_EQ(receiver->sizes, Sizes{512});
  EXPECT_EQ(processor->counters().queued, 1112u);
  CheckSum();
  receiver->held = false;
  receiver->go.Set();
  loop.RunUntilIdle();
  EXPECT_EQ(receiver->sizes, (Sizes{512, 512, 88}));
  EXPECT_EQ(receiver->most_in_flight, 1);
  EXPECT_EQ(processor->counters().exported, 1112u);
}

TEST_F(BatchProcessorTest, GivesTheExporterADeadline) {
  Make();
  End(1);
  loop.Advance(seconds(5));
  loop.Advance(milliseconds(1));
  EXPECT_LE(receiver->deadline - loop.clock().Now(), seconds(30));
  EXPECT_GT(receiver->deadline - loop.clock().Now(), seconds(29));
}

// reliability.md E1, E2, E6: whatever becomes of the receiver, ending a span never waits, and the sum holds.
TEST_F(BatchProcessorTest, AFullQueueDropsAndCounts) {
  BatchOptions options;
  options.queue_spans = 1000;
  options.batch_spans = 100;
  Make(options);
  receiver->held = true;
  End(100);
  loop.RunUntilIdle();
  End(2000);
  SpanCounters now = processor->counters();
  EXPECT_EQ(now.queue_full, 1000u);
  EXPECT_EQ(now.queued, 1100u);
  EXPECT_EQ(now.exported, 0u);
  receiver->held = false;
  receiver->go.Set();
  loop.Advance(seconds(10));
  now = processor->counters();
  EXPECT_EQ(now.exported, 1100u);
  EXPECT_EQ(now.queued, 0u);
  CheckSum();
}

TEST_F(BatchProcessorTest, AQueueOfTooManyBytesDropsAndCounts) {
  BatchOptions options;
  options.queue_bytes = 10 * EncodedSpan("S").size();
  Make(options);
  End(25);
  EXPECT_EQ(processor->counters().queue_bytes, 15u);
  EXPECT_EQ(processor->counters().queued, 10u);
}

TEST_F(BatchProcessorTest, FailedAndRejectedSpansAreCounted) {
  Make();
  receiver->result = ExportResult(Unavailable("gone"));
  End(3);
  loop.Advance(seconds(6));
  receiver->result = ExportResult::Partial(2);
  End(5);
  loop.Advance(seconds(6));
  receiver->result = ExportResult::Partial(100);  // more than it was given
  End(1);
  loop.Advance(seconds(6));
  receiver->throws = true;
  End(1);
  loop.Advance(seconds(6));
  const SpanCounters now = processor->counters();
  EXPECT_EQ(now.export_failed, 4u);
  EXPECT_EQ(now.rejected, 3u);
  EXPECT_EQ(now.exported, 3u);
  CheckSum();
}

// reliability.md E12.
TEST_F(BatchProcessorTest, LogsAtMostOneLineAMinute) {
  Make();
  receiver->result = ExportResult(Unavailable("gone"));
  for (int i = 0; i < 100; ++i) {
    End(1);
    loop.Advance(seconds(6));
  }
  EXPECT_GE(log.size(), 9u);
  EXPECT_LE(log.size(), 11u);
  ASSERT_FALSE(log.empty());
  EXPECT_NE(log.back().find("not exported"), std::string::npos) << log.back();
  EXPECT_NE(log.back().find("last failure: gone"), std::string::npos) << log.back();
}

TEST_F(BatchProcessorTest, ForceFlushSendsWhatEndedBefore) {
  Make();
  End(700);
  EXPECT_TRUE(loop.Run(processor->ForceFlush(loop.clock().Now() + seconds(1))).ok());
  EXPECT_EQ(receiver->sizes, (Sizes{512, 188}));
  EXPECT_TRUE(loop.Run(processor->ForceFlush(loop.clock().Now() + seconds(1))).ok()) << "nothing to do";
}

TEST_F(BatchProcessorTest, ForceFlushSaysWhatWentWrong) {
  Make();
  receiver->result = ExportResult(Unavailable("gone"));
  End(1);
  EXPECT_EQ(loop.Run(processor->ForceFlush(TimePoint::Never())).ToString(), "Unavailable: spans were not sent: gone");
  receiver->held = true;
  End(1);
  const TimePoint begin = loop.clock().Now();
  EXPECT_EQ(loop.Run(processor->ForceFlush(begin + seconds(2))).code(), Code::kDeadlineExceeded);
  EXPECT_LE(loop.clock().Now() - begin, milliseconds(2001));
}

TEST_F(BatchProcessorTest, ShutdownSendsWhatIsLeftAndRefusesWhatComes) {
  Make();
  End(5);
  EXPECT_TRUE(loop.Run(processor->Shutdown(loop.clock().Now() + seconds(10))).ok());
  EXPECT_EQ(receiver->sizes, Sizes{5});
  EXPECT_TRUE(receiver->stopped);
  End(2);
  EXPECT_EQ(processor->counters().shutdown, 2u);
  EXPECT_TRUE(loop.Run(processor->Shutdown(loop.clock().Now() + seconds(10))).ok()) << "a second one";
  EXPECT_TRUE(loop.Run(processor->ForceFlush(TimePoint::Never())).ok());
  loop.Advance(seconds(60));
  EXPECT_EQ(receiver->sizes, Sizes{5});
}

// reliability.md E7: an exporter that never completes, not even when it is stopped.
TEST_F(BatchProcessorTest, ShutdownEndsByItsDeadlineWhateverTheExporterDoes) {
  Make();
  receiver->held = true;
  receiver->stops = false;
  End(512);
  loop.RunUntilIdle();
  End(10);
  const TimePoint begin = loop.clock().Now();
  const Status closed = loop.Run(processor->Shutdown(begin + seconds(10)));
  EXPECT_EQ(closed.code(), Code::kDeadlineExceeded);
  EXPECT_LE(loop.clock().Now() - begin, milliseconds(10'001));
  EXPECT_EQ(processor->counters().shutdown, 522u);
  EXPECT_EQ(processor->counters().queued, 0u);
  CheckSum();
  // It completes after all: nothing is counted twice.
  receiver->go.Set();
  loop.RunUntilIdle();
  EXPECT_EQ(processor->counters().exported, 0u);
  CheckSum();
}

TEST_F(BatchProcessorTest, ShutdownStopsAnExportThatHangs) {
  Make();
  receiver->held = true;
  End(1);
  const TimePoint begin = loop.clock().Now();
  EXPECT_FALSE(loop.Run(processor->Shutdown(begin + seconds(10))).ok());
  EXPECT_LT(loop.clock().Now() - begin, seconds(10));
  EXPECT_TRUE(receiver->stopped);
  EXPECT_EQ(receiver->in_flight, 0);
  CheckSum();
}

TEST_F(BatchProcessorTest, AbandonDropsWhatIsQueued) {
  Make();
  End(3);
  processor->Abandon();
  EXPECT_EQ(processor->counters().shutdown, 3u);
  loop.Advance(seconds(60));
  EXPECT_EQ(receiver->sizes, Sizes{});
  CheckSum();
}

}  // namespace
}  // namespace elanus::telemetry
