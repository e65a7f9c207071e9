// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/baggage_context.h"

#include <utility>

namespace elanus {

namespace {

template <class Change>
Change Added(telemetry::Node& node, const Context& parent, std::string_view key, std::string_view value) {
  if (const telemetry::Node* above = telemetry::Node::Of(parent)) node = *above;
  Baggage baggage = Baggage::Of(parent);
  baggage.Set(key, value);
  node.baggage = std::make_shared<const Baggage>(std::move(baggage));
  Change change;
  change.trace = &node;
  return change;
}

}  // namespace

BaggageContext::BaggageContext(const Context& parent, std::string_view key, std::string_view value)
    : Context(parent, Added<Change>(node, parent, key, value)) {}

}  // namespace elanus
