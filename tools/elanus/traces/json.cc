// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The writing half of OTLP/JSON, and the page's own views.
#include "tools/elanus/traces/json.h"

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "tools/elanus/traces/base64.h"
#include "tools/elanus/traces/layout.h"

namespace elanus::traces {
namespace {

using Json = nlohmann::ordered_json;

std::string Dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json AttributesJson(const std::vector<Attribute>& attributes);

// JSON has no words for these; Protobuf's mapping writes them as strings.
Json RealJson(double number) {
  if (std::isfinite(number)) return number;
  return std::isnan(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
}

Json ValueJson(const Value& value) {
  Json out = Json::object();
  if (auto* text = std::get_if<std::string>(&value.is)) out["stringValue"] = *text;
  if (auto* flag = std::get_if<bool>(&value.is)) out["boolValue"] = *flag;
  if (auto* number = std::get_if<std::int64_t>(&value.is)) out["intValue"] = std::to_string(*number);
  if (auto* number = std::get_if<double>(&value.is)) out["doubleValue"] = RealJson(*number);
  if (auto* blob = std::get_if<Value::Blob>(&value.is)) out["bytesValue"] = ToBase64(blob->bytes);
  if (auto* map = std::get_if<Value::Map>(&value.is)) out["kvlistValue"]["values"] = AttributesJson(*map);
  if (auto* array = std::get_if<Value::Array>(&value.is)) {
    Json values = Json::array();
    for (const Value& element : *array) values.push_back(ValueJson(element));
    out["arrayValue"]["values"] = std::move(values);
  }
  return out;
}

Json AttributesJson(const std::vector<Attribute>& attributes) {
  Json out = Json::array();
  for (const Attribute& attribute : attributes)
    out.push_back({{"key", attribute.key}, {"value", ValueJson(attribute.value)}});
  return out;
}

// Protobuf's JSON leaves default values out.
void PutText(Json& out, const char* key, const std::string& text) {
  if (!text.empty()) out[key] = text;
}
void PutCount(Json& out, const char* key, std::uint32_t count) {
  if (count > 0) out[key] = count;
}
void PutAttributes(Json& out, const std::vector<Attribute>& attributes, std::uint32_t dropped) {
  if (!attributes.empty()) out["attributes"] = AttributesJson(attributes);
  PutCount(out, "droppedAttributesCount", dropped);
}

Json EventJson(const Event& event) {
  Json out{{"timeUnixNano", std::to_string(event.time)}, {"name", event.name}};
  PutAttributes(out, event.attributes, event.dropped_attributes);
  return out;
}

Json LinkJson(const Link& link) {
  Json out{{"traceId", ToHex(link.trace)}, {"spanId", SpanToHex(link.span)}};
  PutText(out, "traceState", link.trace_state);
  PutAttributes(out, link.attributes, link.dropped_attributes);
  PutCount(out, "flags", link.flags);
  return out;
}

Json SpanJson(const Span& span) {
  Json out{{"traceId", ToHex(span.trace)}, {"spanId", SpanToHex(span.id)}};
  if (span.parent) out["parentSpanId"] = SpanToHex(span.parent);
  PutText(out, "traceState", span.trace_state);
  PutCount(out, "flags", span.flags);
  out["name"] = span.name;
  out["kind"] = static_cast<int>(span.kind);
  out["startTimeUnixNano"] = std::to_string(span.start);
  out["endTimeUnixNano"] = std::to_string(span.end);
  PutAttributes(out, span.attributes, span.dropped_attributes);
  for (const Event& event : span.events) out["events"].push_back(EventJson(event));
  PutCount(out, "droppedEventsCount", span.dropped_events);
  for (const Link& link : span.links) out["links"].push_back(LinkJson(link));
  PutCount(out, "droppedLinksCount", span.dropped_links);
  out["status"] = Json::object();
  if (span.status != SpanStatus::kUnset) out["status"]["code"] = static_cast<int>(span.status);
  PutText(out["status"], "message", span.status_message);
  return out;
}

Json OriginJson(const Origin& origin) {
  Json out{{"resource", Json::object()},
           {"scopeSpans", Json::array({Json{{"scope", Json::object()}, {"spans", Json::array()}}})}};
  PutAttributes(out["resource"], origin.resource, origin.dropped_resource_attributes);
  Json& scope_spans = out["scopeSpans"][0];
  PutText(scope_spans["scope"], "name", origin.scope);
  PutText(scope_spans["scope"], "version", origin.scope_version);
  PutAttributes(scope_spans["scope"], origin.scope_attributes, origin.dropped_scope_attributes);
  PutText(scope_spans, "schemaUrl", origin.scope_schema_url);
  PutText(out, "schemaUrl", origin.resource_schema_url);
  return out;
}

Json OtlpTree(const Trace& trace) {
  Json resources = Json::array();
  std::map<const Origin*, std::size_t> places;
  for (const SpanPtr& span : trace.spans) {
    auto [place, fresh] = places.emplace(span->origin.get(), resources.size());
    if (fresh) resources.push_back(OriginJson(*span->origin));
    resources[place->second]["scopeSpans"][0]["spans"].push_back(SpanJson(*span));
  }
  return Json{{"resourceSpans", std::move(resources)}};
}

Json StretchJson(const Stretch& stretch) { return Json::array({stretch.from, stretch.to}); }

Json RowJson(const Row& row) {
  Json out{{"id", SpanToHex(row.id)}, {"missing", row.span == nullptr}, {"depth", row.depth},
           {"parent", row.parent},    {"children", row.children},       {"last", row.last},
           {"at", row.time.from},     {"for", row.time.length()}};
  for (const Stretch& stretch : row.critical) out["critical"].push_back(StretchJson(stretch));
  if (row.request) out["request"] = StretchJson(*row.request);
  if (row.response) out["response"] = StretchJson(*row.response);
  if (row.skewed) out["skewed"] = true;
  return out;
}

Json SummaryJson(const Summary& summary) {
  return Json{{"id", ToHex(summary.id)},          {"name", summary.name},
              {"service", summary.service},       {"services", summary.services},
              {"names", summary.names},           {"protocol", summary.protocol},
              {"reason", summary.reason},         {"start", std::to_string(summary.start)},
              {"length", summary.length},         {"spans", summary.spans},
              {"errors", summary.errors},         {"missing", summary.missing_parents},
              {"dropped", summary.dropped_spans}, {"version", summary.version}};
}

Json StatsJson(const StoreStats& stats, const ReceiverStats& receiver) {
  return Json{{"received", stats.spans_received},
              {"kept", stats.spans_kept},
              {"evicted", stats.spans_evicted},
              {"dropped", stats.spans_dropped},
              {"duplicate", stats.spans_duplicate},
              {"invalid", stats.spans_invalid},
              {"traces", stats.traces_kept},
              {"tracesEvicted", stats.traces_evicted},
              {"bytes", stats.bytes},
              {"maxTraces", stats.limits.traces},
              {"maxBytes", stats.limits.bytes},
              {"oldestVersion", stats.oldest_version},
              {"oldestAge", stats.oldest_age.count()},
              {"requests", receiver.requests},
              {"refused", receiver.refused},
              {"ignored", receiver.ignored}};
}

}  // namespace

std::string OtlpJson(const Trace& trace) { return Dump(OtlpTree(trace)); }

std::string TraceJson(const Trace& trace) {
  Layout layout = LayOut(trace);
  Json rows = Json::array();
  for (const Row& row : layout.rows) rows.push_back(RowJson(row));
  Json out{{"summary", SummaryJson(Summarize(trace, layout))}, {"rows", std::move(rows)}, {"otlp", OtlpTree(trace)}};
  return Dump(out);
}

std::string ListJson(const std::vector<Trace>& traces, const StoreStats& stats, const ReceiverStats& receiver) {
  Json list = Json::array();
  for (const Trace& trace : traces) list.push_back(SummaryJson(Summarize(trace, LayOut(trace))));
  return Dump(Json{{"traces", std::move(list)}, {"stats", StatsJson(stats, receiver)}});
}

}  // namespace elanus::traces
