// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Adds to the baggage for what happens inside:
//   BaggageContext tenant(ctx, "tenant", "t1");
//   auto user = co_await client.GetUser(tenant, {7});
#pragma once

#include <string_view>

#include "elanus/rpc/context.h"
#include "elanus/telemetry/node.h"

namespace elanus {

// Lives on the frame, like every Context. A pair that does not fit (Baggage::Set) is left out.
class BaggageContext : private telemetry::NodeHolder, public Context {
 public:
  BaggageContext(const Context& parent, std::string_view key, std::string_view value);
};

}  // namespace elanus
