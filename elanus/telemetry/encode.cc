// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/encode.h"

#include <bit>
#include <cstring>
#include <string>

#include "elanus/telemetry/utf8.h"
#include "elanus/wire/endian.h"
#include "elanus/wire/protobuf/writer.h"

namespace elanus::telemetry {

namespace {

void EncodeValue(wire::ProtoWriter& to, const AttributeValue& value, std::size_t value_bytes) {
  switch (value.type()) {
    case AttributeValue::Type::kBool: return to.Bool(otlp::kBool, value.AsBool());
    case AttributeValue::Type::kInt: return to.Int(otlp::kInt, value.AsInt());
    case AttributeValue::Type::kDouble: return to.Double(otlp::kDouble, value.AsDouble());
    case AttributeValue::Type::kText: return EncodeText(to.out(), otlp::kText, value.AsText(), value_bytes);
  }
}

// Most keys and texts have 8 to 16 bytes: two moves, which may overlap, instead of a call.
char* Copy(char* to, std::string_view text) {
  const std::size_t size = text.size();
  if (size >= 8 && size <= 16) {
    std::uint64_t first;
    std::uint64_t last;
    std::memcpy(&first, text.data(), sizeof first);
    std::memcpy(&last, text.data() + size - sizeof last, sizeof last);
    std::memcpy(to, &first, sizeof first);
    std::memcpy(to + size - sizeof last, &last, sizeof last);
  } else {
    std::memcpy(to, text.data(), size);
  }
  return to + size;
}

// The value's message; its text is no longer than kShortText.
char* StoreShortValue(char* to, const AttributeValue& value) {
  switch (value.type()) {
    case AttributeValue::Type::kBool:
      *to++ = Tag(otlp::kBool, wire::WireType::kVarint);
      *to++ = value.AsBool() ? 1 : 0;
      return to;
    case AttributeValue::Type::kInt: {
      *to++ = Tag(otlp::kInt, wire::WireType::kVarint);
      auto left = static_cast<std::uint64_t>(value.AsInt());
      for (; left >= 0x80; left >>= 7) *to++ = static_cast<char>(left | 0x80);
      *to++ = static_cast<char>(left);
      return to;
    }
    case AttributeValue::Type::kDouble:
      *to++ = Tag(otlp::kDouble, wire::WireType::kFixed64);
      wire::StoreLittle(to, std::bit_cast<std::uint64_t>(value.AsDouble()));
      return to + sizeof(double);
    case AttributeValue::Type::kText:
      *to++ = Tag(otlp::kText, wire::WireType::kBytes);
      *to++ = static_cast<char>(value.AsText().size());
      return Copy(to, value.AsText());
  }
  return to;
}

// Most attributes are short: every length is one byte, and nothing has to be moved. False when this one is not.
bool EncodeShort(Bytes& out, std::uint32_t field, std::string_view key, const AttributeValue& value,
                 std::size_t limit) {
  constexpr std::size_t kShortText = 100;  // and the tags, lengths and numbers of one attribute make less than 128
  const std::string_view text = value.type() == AttributeValue::Type::kText ? value.AsText() : std::string_view();
  if (key.size() + text.size() > kShortText || text.size() > limit || !IsUtf8(key) || !IsUtf8(text)) return false;
  char* const begin = out.Reserve(128);
  char* to = begin + 2;
  *to++ = Tag(otlp::kKey, wire::WireType::kBytes);
  *to++ = static_cast<char>(key.size());
  to = Copy(to, key);
  *to++ = Tag(otlp::kValue, wire::WireType::kBytes);
  char* const any = to + 1;
  to = StoreShortValue(any, value);
  any[-1] = static_cast<char>(to - any);
  begin[0] = Tag(field, wire::WireType::kBytes);
  begin[1] = static_cast<char>(to - begin - 2);
  out.Commit(static_cast<std::size_t>(to - begin));
  return true;
}

}  // namespace

void EncodeAttribute(Bytes& out, std::uint32_t field, std::string_view key, const AttributeValue& value,
                     std::size_t value_bytes) {
  if (EncodeShort(out, field, key, value, value_bytes)) [[likely]]
    return;
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
  wire::StoreBig(bytes, id.high);
  wire::StoreBig(bytes + 8, id.low);
  wire::ProtoWriter(out).String(field, {bytes, sizeof bytes});
}

void EncodeSpanId(Bytes& out, std::uint32_t field, SpanId id) {
  char bytes[8];
  wire::StoreBig(bytes, id.value);
  wire::ProtoWriter(out).String(field, {bytes, sizeof bytes});
}

}  // namespace elanus::telemetry
