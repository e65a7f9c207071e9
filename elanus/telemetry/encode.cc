// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/encode.h"

#include <string>

#include "elanus/telemetry/utf8.h"
#include "elanus/wire/protobuf/writer.h"

namespace elanus::telemetry {

namespace {

void StoreBig(std::uint64_t value, char* to) {
  for (int i = 7; i >= 0; --i) {
    to[i] = static_cast<char>(value);
    value >>= 8;
  }
}

void EncodeValue(wire::ProtoWriter& to, const AttributeValue& value, std::size_t value_bytes) {
  switch (value.type()) {
    case AttributeValue::Type::kBool: return to.Bool(otlp::kBool, value.AsBool());
    case AttributeValue::Type::kInt: return to.Int(otlp::kInt, value.AsInt());
    case AttributeValue::Type::kDouble: return to.Double(otlp::kDouble, value.AsDouble());
    case AttributeValue::Type::kText: return EncodeText(to.out(), otlp::kText, value.AsText(), value_bytes);
  }
}

}  // namespace

void EncodeAttribute(Bytes& out, std::uint32_t field, std::string_view key, const AttributeValue& value,
                     std::size_t value_bytes) {
  wire::ProtoWriter to(out);
  const std::size_t pair = to.BeginMessage(field);
  EncodeText(out, otlp::kKey, key, SIZE_MAX);
  const std::size_t any = to.BeginMessage(otlp::kValue);
  EncodeValue(to, value, value_bytes);
  to.EndMessage(any);
  to.EndMessage(pair);
}

void EncodeText(Bytes& out, std::uint32_t field, std::string_view text, std::size_t limit) {
  wire::ProtoWriter to(out);
  if (text.size() <= limit && IsUtf8(text)) [[likely]] {
    to.String(field, text);
    return;
  }
  if (text.size() > limit) text = CutUtf8(text, limit);
  if (IsUtf8(text)) return to.String(field, text);
  // The replacement is longer than what it replaces.
  const std::string clean = ToUtf8(text);
  to.String(field, CutUtf8(clean, limit));
}

void EncodeTraceId(Bytes& out, std::uint32_t field, TraceId id) {
  char bytes[16];
  StoreBig(id.high, bytes);
  StoreBig(id.low, bytes + 8);
  wire::ProtoWriter(out).String(field, {bytes, sizeof bytes});
}

void EncodeSpanId(Bytes& out, std::uint32_t field, SpanId id) {
  char bytes[8];
  StoreBig(id.value, bytes);
  wire::ProtoWriter(out).String(field, {bytes, sizeof bytes});
}

}  // namespace elanus::telemetry
