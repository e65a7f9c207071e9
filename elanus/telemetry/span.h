// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A span of the program's own work:
//   Span span(ctx, "UserService.GetUser");            // a child of the span that ctx is in; ends with the scope
//   span.Set("user.id", req.user_id);
//   auto user = co_await store.SelectUser(span, id);  // a Span is the Context of what happens inside it
//   if (!user) co_return span.Fail(user.status());
//   span.Ok();
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>

#include "elanus/rpc/context.h"
#include "elanus/telemetry/live_span.h"

namespace elanus {

// What may be given when a span begins. Views: make it in the expression that makes the span.
class SpanOptions {
 public:
  SpanOptions& Kind(SpanKind kind) {
    start_.kind = kind;
    return *this;
  }
  // A point of the provider's clock.
  SpanOptions& StartTime(TimePoint at) {
    start_.at = at;
    return *this;
  }
  // Samplers see these; what is set later they do not.
  SpanOptions& Attributes(std::initializer_list<Attribute> attributes) {
    start_.attributes = std::span(attributes.begin(), attributes.size());
    return *this;
  }
  SpanOptions& Links(std::span<const SpanContext> links) {
    start_.links = links;
    return *this;
  }
  telemetry::SpanStart Start(std::string_view name) const {
    telemetry::SpanStart start = start_;
    start.name = name;
    return start;
  }

 private:
  telemetry::SpanStart start_;
};

// Lives on the frame of the work it measures; used by one piece of work at a time, on any thread. Where the context has
// no provider it does nothing, and what runs in it sees the context's trace.
class Span : private telemetry::LiveSpan, public Context {
 public:
  Span(const Context& parent, std::string_view name) : Span(parent, name, SpanOptions()) {}
  Span(const Context& parent, std::string_view name, const SpanOptions& options);

  // Of equal keys the last value wins. bool, integers, floating point, and whatever converts to string_view; text is
  // copied at once. More than SpanLimits allow is dropped and counted.
  template <class T>
    requires std::constructible_from<AttributeValue, const T&>
  void Set(std::string_view key, const T& value) {
    LiveSpan::Set(key, AttributeValue(value));
  }
  // span.AddEvent("cache.miss", {{"cache.key", key}, {"cache.size", n}});
  void AddEvent(std::string_view name, std::initializer_list<Attribute> attributes = {}) {
    LiveSpan::AddEvent(name, std::span(attributes.begin(), attributes.size()));
  }
  void AddLink(const SpanContext& target, std::initializer_list<Attribute> attributes = {}) {
    LiveSpan::AddLink(target, std::span(attributes.begin(), attributes.size()));
  }

  // The event `exception` and the attribute error.type. Nothing when it is ok.
  void RecordError(const Status& error);
  // RecordError and an Error status; passes the status on: `co_return span.Fail(user.status());`.
  Status Fail(Status error);
  // It worked. Final: a later failure does not change it.
  void Ok() { SetStatus(SpanStatus::kOk); }
  using LiveSpan::SetStatus;

  // Before the scope ends; what is done with it afterwards is ignored.
  using LiveSpan::End;
  // Whether it keeps what is set: false when nobody may want it (it is not sampled, and sampling is not deferred), and
  // once it has ended.
  using LiveSpan::recording;
  const SpanContext& span_context() const { return node().context; }
};

// The span that a context is in, for log lines and the like; invalid when there is none.
SpanContext SpanContextOf(const Context& ctx);

}  // namespace elanus
