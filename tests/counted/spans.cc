// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/span.h"

#include "tests/counted/rows.h"

namespace elanus {

namespace {

void MakeSpan(const Context& ctx, int attributes, int events) {
  Span span(ctx, "orders.Orders/Echo");
  if (attributes > 0) {
    span.Set("rpc.system", "kitex");
    span.Set("rpc.method", "Echo");
    span.Set("rpc.service", "orders");
    span.Set("kitex.recv_size", 1024);
    span.Set("kitex.send_size", 1031);
    span.Set("request.protocol", "TTHeaderFramed");
  }
  for (int i = 0; i < events; ++i) span.AddEvent("server_handle_finish", {{"event.status", 1}});
}

void CountSpan(const char* name, double ratio, int attributes, int events) {
  Machine machine;
  const TracerProvider provider = CountedProvider(machine, ratio);
  Count(name, machine.clock(), [&](int times) {
    machine.loop().Post([&, times] {
      for (int i = 0; i < times; ++i) MakeSpan(provider.Root(), attributes, events);
    });
    machine.loop().RunUntilIdle();
  });
}

}  // namespace

void CountSpans() {
  CountSpan("span: not sampled, 6 attributes", 0, 6, 0);
  CountSpan("span: sampled", 1, 0, 0);
  CountSpan("span: sampled, 6 attributes", 1, 6, 0);
  CountSpan("span: sampled, 6 attributes, 8 events", 1, 6, 8);
}

}  // namespace elanus
