// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The rows that instructions.py counts under callgrind. Each warms up, and then calls elanus_counted once: callgrind is
// told to collect inside of that function only, and to write its counters when it returns. A line of output a row: its
// name, how often, and the looks at the clock.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "tests/counted/machine.h"

namespace elanus {

// Twice the spans of a batch, so that batching and what an exporter is given are counted with their share.
inline constexpr int kCounted = 1024;

using Work = std::function<void(int times)>;
void Count(const std::string& name, const CountingClock& clock, const Work& work);

// Traces at this sampling ratio, with an exporter that swallows what it gets.
TracerProvider CountedProvider(Machine& machine, double ratio, std::optional<DeferredSampling> deferred = {});

void CountCalls();   // client and server together, and the server alone
void CountValues();  // generated code and the Thrift format alone
void CountSpans();   // spans of a program's own

}  // namespace elanus
