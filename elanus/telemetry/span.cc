// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/span.h"

#include "elanus/telemetry/core.h"

namespace elanus {

namespace {

// Begins the span before the Context base is made, which wants to know the node.
template <class Change>
Change Begun(telemetry::LiveSpan& span, const Context& parent, const telemetry::SpanStart& start) {
  Change change;
  const telemetry::Node* node = telemetry::Node::Of(parent);
  if (node == nullptr || node->core == nullptr) return change;
  span.Begin(*node->core, node, start);
  change.trace = &span.node();
  return change;
}

}  // namespace

Span::Span(const Context& parent, std::string_view name, const SpanOptions& options)
    : Context(parent, Begun<Change>(*this, parent, options.Start(name))) {}

void Span::RecordError(const Status& error) {
  if (error.ok() || !recording()) return;
  AddException(error);
  Set("error.type", CodeName(error.code()));
}

Status Span::Fail(Status error) {
  if (!error.ok() && recording()) {
    RecordError(error);
    SetStatus(SpanStatus::kError, error.message());
  }
  return error;
}

SpanContext SpanContextOf(const Context& ctx) {
  const telemetry::Node* node = telemetry::Node::Of(ctx);
  return node != nullptr ? node->context : SpanContext();
}

}  // namespace elanus
