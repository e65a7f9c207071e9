// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/peer/client.h"

#include <chrono>
#include <cstdio>

#include "interop/peer/cases.h"
#include "interop/peer/tracing.h"

namespace peer {

using elanus::Status;
using elanus::Task;

namespace {

// A line at a time, so that whoever reads along sees how far it is.
void Print(const Json& line) {
  std::puts(Text(line).c_str());
  std::fflush(stdout);
}

Task<Outcome> OnLoop(World& world, const Case& c) {
  co_await world.loop().Hop();
  co_return co_await c.RunFor(world.options())(world);
}

bool Run(World& world, const Case& c) {
  const elanus::TimePoint start = elanus::Clock::System().Now();
  const Outcome outcome = elanus::Wait(OnLoop(world, c));
  const elanus::Duration took = elanus::Clock::System().Now() - start;
  Print(outcome.ToJson(c.name, std::chrono::duration_cast<std::chrono::milliseconds>(took).count()));
  return outcome.ok();
}

bool RunNamed(World& world) {
  bool ok = true;
  for (const std::string& name : world.options().cases) {
    const Case& c = *FindCase(name);
    if (const std::string_view why = WhySkipped(c, world.options()); !why.empty()) {
      Print(SkippedJson(c.name, why));
    } else if (!Run(world, c)) {
      ok = false;
    }
  }
  return ok;
}

bool RunAll(World& world) {
  bool ok = true;
  for (const Case& c : AllCases()) {
    if (WhySkipped(c, world.options()).empty() && !Run(world, c)) ok = false;
  }
  return ok;
}

}  // namespace

Status CheckCases(const ClientOptions& options) {
  if (!options.all && options.cases.empty()) return elanus::InvalidArgument("expected --all or --case NAME,...");
  for (const std::string& name : options.cases) {
    if (FindCase(name) == nullptr) return elanus::InvalidArgument("there is no case ", name);
  }
  return elanus::Ok();
}

int RunCases(const ClientOptions& options) {
  auto tracing = StartTracing(options);
  if (!tracing) return elanus::Fail(tracing.status());
  World world(options, tracing->get());
  const elanus::Status made = world.calls().status();
  if (!made.ok()) return elanus::Fail(made);
  return (options.all ? RunAll(world) : RunNamed(world)) ? 0 : 1;
}

}  // namespace peer
