// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Ids as text, and the size of a span in memory.
#include "tools/elanus/traces/model.h"

namespace elanus::traces {
namespace {

void AppendHex(std::string& out, std::uint64_t number) {
  for (int shift = 60; shift >= 0; shift -= 4) out.push_back("0123456789abcdef"[(number >> shift) & 15]);
}

bool ParseHex(std::string_view text, std::uint64_t& number) {
  number = 0;
  for (char c : text) {
    int digit = c >= '0' && c <= '9'   ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : -1;
    if (digit < 0) return false;
    number = number << 4 | static_cast<unsigned>(digit);
  }
  return true;
}

// A string of up to 15 characters lives inside its object.
std::size_t Heap(const std::string& text) { return text.capacity() > 15 ? text.capacity() + 16 : 0; }

std::size_t Heap(const std::vector<Attribute>& attributes);

std::size_t Heap(const Value& value) {
  if (auto* text = std::get_if<std::string>(&value.is)) return Heap(*text);
  if (auto* blob = std::get_if<Value::Blob>(&value.is)) return Heap(blob->bytes);
  if (auto* map = std::get_if<Value::Map>(&value.is)) return Heap(*map);
  if (auto* array = std::get_if<Value::Array>(&value.is)) {
    std::size_t size = array->capacity() * sizeof(Value) + 16;
    for (const Value& element : *array) size += Heap(element);
    return size;
  }
  return 0;
}

std::size_t Heap(const std::vector<Attribute>& attributes) {
  std::size_t size = attributes.capacity() * sizeof(Attribute) + 16;
  for (const Attribute& attribute : attributes) size += Heap(attribute.key) + Heap(attribute.value);
  return size;
}

}  // namespace

std::string ToHex(TraceId id) {
  std::string out;
  AppendHex(out, id.high);
  AppendHex(out, id.low);
  return out;
}

std::string SpanToHex(SpanId id) {
  std::string out;
  AppendHex(out, id);
  return out;
}

bool FromHex(std::string_view text, TraceId& id) {
  return text.size() == 32 && ParseHex(text.substr(0, 16), id.high) && ParseHex(text.substr(16), id.low);
}

bool SpanFromHex(std::string_view text, SpanId& id) { return text.size() == 16 && ParseHex(text, id); }

std::string_view FindText(const std::vector<Attribute>& attributes, std::string_view key) {
  for (const Attribute& attribute : attributes) {
    if (attribute.key != key) continue;
    if (auto* text = std::get_if<std::string>(&attribute.value.is)) return *text;
  }
  return {};
}

std::string_view ServiceOf(const Span& span) {
  std::string_view name = FindText(span.origin->resource, "service.name");
  return name.empty() ? "unknown" : name;
}

std::size_t Footprint(const Span& span) {
  std::size_t size = sizeof(Span) + 64;  // the shared pointer's block and the store's own entries
  size += Heap(span.name) + Heap(span.trace_state) + Heap(span.status_message) + Heap(span.attributes);
  size += span.events.capacity() * sizeof(Event) + span.links.capacity() * sizeof(Link);
  for (const Event& event : span.events) size += Heap(event.name) + Heap(event.attributes);
  for (const Link& link : span.links) size += Heap(link.trace_state) + Heap(link.attributes);
  return size;
}

std::size_t Footprint(const Origin& origin) {
  return sizeof(Origin) + 32 + Heap(origin.resource) + Heap(origin.scope_attributes) + Heap(origin.scope) +
         Heap(origin.scope_version) + Heap(origin.resource_schema_url) + Heap(origin.scope_schema_url);
}

}  // namespace elanus::traces
