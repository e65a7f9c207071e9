// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The lower half of a trace's .txt.
#include "tools/elanus/traces/details.h"

#include <algorithm>

#include "elanus/base/strcat.h"
#include "tools/elanus/traces/base64.h"
#include "tools/elanus/traces/text.h"

namespace elanus::traces {
namespace {

std::string_view KindName(SpanKind kind) {
  constexpr std::string_view kNames[] = {"unspecified", "internal", "server", "client", "producer", "consumer"};
  return kNames[static_cast<std::size_t>(kind)];
}

// A line break inside a value (a stack) keeps its line, indented.
std::string Lines(std::string_view text, std::string_view indent) {
  std::string out;
  for (bool first = true; !text.empty() || first; first = false) {
    std::size_t end = text.find('\n');
    if (!first) out += StrCat("\n", indent);
    out += Printable(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return out;
}

std::string Attributes(const std::vector<Attribute>& attributes, std::string_view indent) {
  std::string out;
  std::string deeper = StrCat(indent, "    ");
  for (const Attribute& attribute : attributes) {
    out += StrCat(indent, Printable(attribute.key), " = ", Lines(ValueText(attribute.value), deeper), "\n");
  }
  return out;
}

std::string Dropped(std::uint32_t count, std::string_view what) {
  return count == 0 ? "" : StrCat("    (", count, " ", what, " dropped)\n");
}

}  // namespace

std::string ValueText(const Value& value) {
  if (auto* text = std::get_if<std::string>(&value.is)) return *text;
  if (auto* flag = std::get_if<bool>(&value.is)) return *flag ? "true" : "false";
  if (auto* number = std::get_if<std::int64_t>(&value.is)) return std::to_string(*number);
  if (auto* number = std::get_if<double>(&value.is)) return StrCat(*number);
  if (auto* blob = std::get_if<Value::Blob>(&value.is)) return "base64:" + ToBase64(blob->bytes);
  std::string out;
  if (auto* array = std::get_if<Value::Array>(&value.is)) {
    for (const Value& element : *array) out += StrCat(out.empty() ? "" : ", ", ValueText(element));
    return StrCat("[", out, "]");
  }
  if (auto* map = std::get_if<Value::Map>(&value.is)) {
    for (const Attribute& entry : *map) out += StrCat(out.empty() ? "" : ", ", entry.key, ": ", ValueText(entry.value));
    return StrCat("{", out, "}");
  }
  return "(none)";
}

std::string SpanDetails(const Row& row, const Layout& layout) {
  if (!row.span) return "";
  const Span& span = *row.span;
  std::string out =
      StrCat("\n", Printable(span.name), "  ", KindName(span.kind), "  ", Printable(ServiceOf(span)), "\n");
  out += StrCat("    span ", SpanToHex(span.id), span.parent ? "  parent " + SpanToHex(span.parent) : "", "  at +",
                DurationText(row.time.from), "  for ", DurationText(span.duration()), "\n");
  if (row.request) out += StrCat("    request ", DurationText(row.request->length()), " before the server began\n");
  if (row.response) out += StrCat("    response ", DurationText(row.response->length()), " after the server ended\n");
  if (row.skewed) out += "    the server began before this client: their clocks disagree\n";
  if (span.status == SpanStatus::kOk) out += "    status OK\n";
  if (span.status == SpanStatus::kError)
    out += StrCat("    status ERROR ", Lines(span.status_message, "        "), "\n");
  out += Attributes(span.attributes, "    ");
  out += Dropped(span.dropped_attributes, "attributes");

  std::vector<const Event*> events;
  for (const Event& event : span.events) events.push_back(&event);
  std::sort(events.begin(), events.end(),
            [](const Event* a, const Event* b) { return a->time != b->time ? a->time < b->time : a < b; });
  for (const Event* event : events) {
    std::uint64_t at = event->time > layout.start ? event->time - layout.start : 0;
    out += StrCat("    +", DurationText(at), "  ", Printable(event->name), "\n",
                  Attributes(event->attributes, "        "));
  }
  out += Dropped(span.dropped_events, "events");
  for (const Link& link : span.links) {
    out += StrCat("    link to ", ToHex(link.trace), " ", SpanToHex(link.span), "\n",
                  Attributes(link.attributes, "        "));
  }
  return out + Dropped(span.dropped_links, "links");
}

}  // namespace elanus::traces
