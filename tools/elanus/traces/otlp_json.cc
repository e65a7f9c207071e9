// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Reads leniently, as Protobuf's JSON mapping asks: numbers may be strings, enums may be names, unknown keys are
// passed over, a value of an unexpected type is as if it were not there.
#include "tools/elanus/traces/otlp_json.h"

#include <charconv>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <utility>

#include "tools/elanus/traces/base64.h"

namespace elanus::traces {
namespace {

using Json = nlohmann::json;

const Json& At(const Json& json, const char* key) {
  static const Json kNone;
  if (!json.is_object()) return kNone;
  auto found = json.find(key);
  return found == json.end() ? kNone : *found;
}

std::string Text(const Json& json) {
  return json.is_string() ? CutText(json.get_ref<const std::string&>()) : std::string();
}

// Numbers and strings of digits, else 0.
template <class T>
T Number(const Json& json) {
  if (json.is_number_unsigned()) return static_cast<T>(json.get<std::uint64_t>());
  if (json.is_number_integer()) return static_cast<T>(json.get<std::int64_t>());
  T number = 0;
  if (json.is_string()) {
    const auto& text = json.get_ref<const std::string&>();
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return 0;
  }
  return number;
}

double Real(const Json& json) {
  if (json.is_number()) return json.get<double>();
  const std::string text = Text(json);
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);  // also "NaN" and "Infinity"
  return number;
}

// An enum as its number, or as the last word of its name: "SPAN_KIND_CLIENT" -> "CLIENT".
template <class E, std::size_t n>
E Enum(const Json& json, const std::string_view (&names)[n]) {
  if (json.is_string()) {
    std::string_view text = json.get_ref<const std::string&>();
    text.remove_prefix(text.rfind('_') == std::string_view::npos ? 0 : text.rfind('_') + 1);
    for (std::size_t i = 0; i < n; ++i) {
      if (text == names[i]) return static_cast<E>(i);
    }
  }
  auto number = Number<std::uint64_t>(json);
  return number < n ? static_cast<E>(number) : E{};
}

constexpr std::string_view kKinds[] = {"UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"};
constexpr std::string_view kStatuses[] = {"UNSET", "OK", "ERROR"};

class Values {
 public:
  explicit Values(Budget& budget) : budget_(budget) {}

  void Read(const Json& list, std::vector<Attribute>& out, std::uint32_t& dropped, int depth = 0) {
    if (!list.is_array()) return;
    for (const Json& entry : list) {
      if (!budget_.Take()) {
        AddDropped(dropped, 1);
        continue;
      }
      Attribute& attribute = out.emplace_back();
      attribute.key = Text(At(entry, "key"));
      ReadValue(At(entry, "value"), attribute.value, dropped, depth);
    }
  }

 private:
  void ReadValue(const Json& json, Value& value, std::uint32_t& dropped, int depth) {
    if (!json.is_object()) return;
    if (json.contains("stringValue")) value.is = Text(json["stringValue"]);
    if (json.contains("boolValue")) value.is = json["boolValue"] == true;
    if (json.contains("intValue")) value.is = Number<std::int64_t>(json["intValue"]);
    if (json.contains("doubleValue")) value.is = Real(json["doubleValue"]);
    if (json.contains("bytesValue")) {
      std::string bytes;
      if (FromBase64(Text(json["bytesValue"]), bytes)) value.is = Value::Blob(std::move(bytes));
    }
    if (!json.contains("arrayValue") && !json.contains("kvlistValue")) return;
    if (depth >= kMaxValueDepth) return AddDropped(dropped, 1);
    if (json.contains("kvlistValue")) {
      Value::Map map;
      Read(At(json["kvlistValue"], "values"), map, dropped, depth + 1);
      value.is = std::move(map);
    } else {
      value.is = ReadArray(At(json["arrayValue"], "values"), dropped, depth);
    }
  }

  Value::Array ReadArray(const Json& list, std::uint32_t& dropped, int depth) {
    Value::Array array;
    if (!list.is_array()) return array;
    for (const Json& entry : list) {
      if (budget_.Take()) {
        ReadValue(entry, array.emplace_back(), dropped, depth + 1);
      } else {
        AddDropped(dropped, 1);
      }
    }
    return array;
  }

  Budget& budget_;
};

void ReadEvents(const Json& list, Span& span, Budget& budget) {
  if (!list.is_array()) return;
  for (const Json& json : list) {
    if (!budget.Take()) {
      AddDropped(span.dropped_events, 1);
      continue;
    }
    Event& event = span.events.emplace_back();
    event.time = Number<std::uint64_t>(At(json, "timeUnixNano"));
    event.name = Text(At(json, "name"));
    Values(budget).Read(At(json, "attributes"), event.attributes, event.dropped_attributes);
    AddDropped(event.dropped_attributes, Number<std::uint32_t>(At(json, "droppedAttributesCount")));
  }
}

void ReadLinks(const Json& list, Span& span, Budget& budget) {
  if (!list.is_array()) return;
  for (const Json& json : list) {
    if (!budget.Take()) {
      AddDropped(span.dropped_links, 1);
      continue;
    }
    Link& link = span.links.emplace_back();
    if (!FromHex(Text(At(json, "traceId")), link.trace)) link.trace = TraceId();
    if (!SpanFromHex(Text(At(json, "spanId")), link.span)) link.span = 0;
    link.trace_state = Text(At(json, "traceState"));
    link.flags = Number<std::uint32_t>(At(json, "flags"));
    Values(budget).Read(At(json, "attributes"), link.attributes, link.dropped_attributes);
    AddDropped(link.dropped_attributes, Number<std::uint32_t>(At(json, "droppedAttributesCount")));
  }
}

Span ReadSpan(const Json& json) {
  Span span;
  Budget budget;
  if (!FromHex(Text(At(json, "traceId")), span.trace)) span.trace = TraceId();
  if (!SpanFromHex(Text(At(json, "spanId")), span.id)) span.id = 0;
  if (!SpanFromHex(Text(At(json, "parentSpanId")), span.parent)) span.parent = 0;
  span.trace_state = Text(At(json, "traceState"));
  span.flags = Number<std::uint32_t>(At(json, "flags"));
  span.name = Text(At(json, "name"));
  span.kind = Enum<SpanKind>(At(json, "kind"), kKinds);
  span.start = Number<std::uint64_t>(At(json, "startTimeUnixNano"));
  span.end = Number<std::uint64_t>(At(json, "endTimeUnixNano"));
  Values(budget).Read(At(json, "attributes"), span.attributes, span.dropped_attributes);
  AddDropped(span.dropped_attributes, Number<std::uint32_t>(At(json, "droppedAttributesCount")));
  ReadEvents(At(json, "events"), span, budget);
  AddDropped(span.dropped_events, Number<std::uint32_t>(At(json, "droppedEventsCount")));
  ReadLinks(At(json, "links"), span, budget);
  AddDropped(span.dropped_links, Number<std::uint32_t>(At(json, "droppedLinksCount")));
  span.status = Enum<SpanStatus>(At(At(json, "status"), "code"), kStatuses);
  span.status_message = Text(At(At(json, "status"), "message"));
  return span;
}

void ReadScopeSpans(const Json& json, Origin origin, const SpanSink& sink) {
  Budget budget;
  const Json& scope = At(json, "scope");
  origin.scope = Text(At(scope, "name"));
  origin.scope_version = Text(At(scope, "version"));
  origin.scope_schema_url = Text(At(json, "schemaUrl"));
  Values(budget).Read(At(scope, "attributes"), origin.scope_attributes, origin.dropped_scope_attributes);
  AddDropped(origin.dropped_scope_attributes, Number<std::uint32_t>(At(scope, "droppedAttributesCount")));
  auto shared = std::make_shared<const Origin>(std::move(origin));
  const Json& spans = At(json, "spans");
  if (!spans.is_array()) return;
  for (const Json& entry : spans) {
    Span span = ReadSpan(entry);
    span.origin = shared;
    sink(std::move(span));
  }
}

Status ReadDocument(const Json& json, const SpanSink& sink) {
  const Json& resources = At(json, "resourceSpans");
  if (!resources.is_array())
    return InvalidArgument("expected an object with an array \"resourceSpans\", got ", json.type_name());
  for (const Json& entry : resources) {
    Origin origin;
    Budget budget;
    const Json& resource = At(entry, "resource");
    Values(budget).Read(At(resource, "attributes"), origin.resource, origin.dropped_resource_attributes);
    AddDropped(origin.dropped_resource_attributes, Number<std::uint32_t>(At(resource, "droppedAttributesCount")));
    origin.resource_schema_url = Text(At(entry, "schemaUrl"));
    const Json& scopes = At(entry, "scopeSpans");
    if (!scopes.is_array()) continue;
    for (const Json& scope : scopes) ReadScopeSpans(scope, origin, sink);
  }
  return Ok();
}

}  // namespace

Status DecodeOtlpJson(std::string_view text, const SpanSink& sink) {
  if (text.size() > kMaxJsonBytes)
    return ResourceExhausted("expected at most ", kMaxJsonBytes, " bytes of JSON, got ", text.size());
  std::istringstream in{std::string(text)};
  try {
    do {
      Json json;
      in >> json;
      Status status = ReadDocument(json, sink);
      if (!status) return status;
      in >> std::ws;
    } while (in.peek() != std::istringstream::traits_type::eof());
  } catch (const Json::exception& error) {
    return InvalidArgument("expected OTLP/JSON: ", error.what());
  }
  return Ok();
}

}  // namespace elanus::traces
