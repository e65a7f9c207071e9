// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/propagation.h"

#include <memory>
#include <string>
#include <utility>

#include "elanus/telemetry/trace_context.h"

namespace elanus::telemetry {

namespace {

constexpr std::string_view kTraceParent = "traceparent";
constexpr std::string_view kTraceState = "tracestate";
constexpr std::string_view kBaggage = "baggage";
constexpr std::string_view kService = "service.name";
constexpr std::string_view kNamespace = "service.namespace";
constexpr std::string_view kEnvironment = "deployment.environment";

char Normal(char c) {
  if (c == '_') return '-';
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool Matches(std::string_view key, std::string_view name) {
  if (key.size() != name.size()) return false;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (Normal(key[i]) != name[i]) return false;
  }
  return true;
}

void Put(Metadata& outgoing, Transport transport, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  outgoing.Set(MetaKind::kTransient, key, value);
  if (transport == Transport::kGrpc) outgoing.Set(MetaKind::kPlain, key, value);
}

std::string_view* Field(Incoming& incoming, std::string_view key) {
  if (Matches(key, kTraceParent)) return &incoming.trace_parent;
  if (Matches(key, kTraceState)) return &incoming.trace_state;
  if (Matches(key, kBaggage)) return &incoming.baggage;
  if (Matches(key, kService)) return &incoming.service;
  if (Matches(key, kNamespace)) return &incoming.service_namespace;
  if (Matches(key, kEnvironment)) return &incoming.environment;
  return nullptr;
}

Incoming Find(const Metadata& metadata, MetaKind kind) {
  Incoming incoming;
  for (std::size_t i = 0; i < metadata.size(); ++i) {
    const Metadata::Entry entry = metadata.at(i);
    if (entry.kind != kind) continue;
    if (std::string_view* field = Field(incoming, entry.key)) *field = entry.value;
  }
  return incoming;
}

}  // namespace

void Inject(const Core& core, const Node& node, Transport transport, Metadata& outgoing) {
  if (core.propagation().trace_context && node.context.valid()) {
    char header[kTraceParentSize];
    WriteTraceParent(node.context, header);
    Put(outgoing, transport, kTraceParent, {header, sizeof header});
    Put(outgoing, transport, kTraceState, node.context.trace_state());
  }
  if (core.propagation().baggage && node.baggage) Put(outgoing, transport, kBaggage, node.baggage->ToHeader());
  if (!core.enabled()) return;
  const Resource& resource = core.resource();
  Put(outgoing, transport, kService, resource.Text(kService));
  Put(outgoing, transport, kNamespace, resource.Text(kNamespace));
  // The key keeps its old name on the wire, whichever the resource has: Kitex knows no other.
  const std::string_view environment = resource.Text(kEnvironment);
  Put(outgoing, transport, kEnvironment,
      environment.empty() ? resource.Text("deployment.environment.name") : environment);
}

Incoming FindIncoming(const Metadata& metadata, Transport transport) {
  Incoming found = Find(metadata, MetaKind::kTransient);
  if (transport != Transport::kGrpc) return found;
  const Incoming plain = Find(metadata, MetaKind::kPlain);
  SpanContext valid;
  if (ParseTraceParent(plain.trace_parent, valid)) {
    found.trace_parent = plain.trace_parent;
    found.trace_state = plain.trace_state;
  }
  if (!plain.baggage.empty()) found.baggage = plain.baggage;
  if (!plain.service.empty()) found.service = plain.service;
  if (!plain.service_namespace.empty()) found.service_namespace = plain.service_namespace;
  if (!plain.environment.empty()) found.environment = plain.environment;
  return found;
}

void Extract(const Propagation& propagation, const Incoming& incoming, Node& node) {
  if (propagation.trace_context && ParseTraceParent(incoming.trace_parent, node.context)) {
    node.context.state = ParseTraceState(incoming.trace_state);
  }
  if (!propagation.baggage || incoming.baggage.empty()) return;
  Baggage baggage = Baggage::Parse(incoming.baggage);
  if (!baggage.empty()) node.baggage = std::make_shared<const Baggage>(std::move(baggage));
}

}  // namespace elanus::telemetry
