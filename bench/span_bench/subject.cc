// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "bench/span_bench/subject.h"

#include <algorithm>
#include <vector>

#include "bench/common/flags.h"
#include "bench/common/program.h"
#include "bench/span_bench/counted_new.h"

namespace span_bench {

namespace {

constexpr pid_t kThisProcess = 0;

// Rounds for so long; the nanoseconds a span of each.
std::vector<double> Rounds(Subject& subject, int threads, double seconds) {
  const int each = kRound / threads;
  std::vector<double> nanos;
  const std::int64_t end = bench::Now() + static_cast<std::int64_t>(seconds * 1e9);
  do {
    nanos.push_back(subject.Make(each) / (each * threads));
    subject.Flush();
  } while (bench::Now() < end);
  return nanos;
}

double Median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

}  // namespace

int Main(int argc, char** argv, MakeSubject make) {
  const bench::Flags flags(argc, argv,
                           {{"sampled", "1"},
                            {"attributes", "0"},
                            {"events", "0"},
                            {"threads", "1"},
                            {"url", ""},
                            {"seconds", "1"},
                            {"warm-up", "0.2"}});
  Case what;
  what.sampled = flags.Int("sampled") != 0;
  what.attributes = flags.Int("attributes");
  what.events = flags.Int("events");
  what.threads = flags.Int("threads");
  what.url = flags.Text("url");
  if (what.attributes > kMostAttributes) bench::Die("--attributes: expected at most 8");
  if (what.threads < 1 || what.threads > kRound) bench::Die("--threads: expected 1 or more");

  const std::unique_ptr<Subject> subject = make(what);
  (void)Rounds(*subject, what.threads, flags.Number("warm-up"));
  const std::uint64_t exported = subject->exported();
  const std::int64_t allocations = Allocations();
  const double cpu = bench::CpuSeconds(kThisProcess);
  const std::vector<double> nanos = Rounds(*subject, what.threads, flags.Number("seconds"));
  const double cpu_used = bench::CpuSeconds(kThisProcess) - cpu;
  const std::int64_t allocated = Allocations() - allocations;

  const std::uint64_t spans = nanos.size() * static_cast<std::uint64_t>(kRound / what.threads * what.threads);
  const auto each = [spans](double sum) { return sum / static_cast<double>(spans); };
  bench::Line()
      .Add("spans_made", spans)
      .Add("spans_exported", subject->exported() - exported)
      .Add("span_ns", Median(nanos))
      .Add("span_cpu_ns", each(cpu_used * 1e9))
      .Add("allocations", each(static_cast<double>(allocated)))
      .Print();
  return 0;
}

}  // namespace span_bench
