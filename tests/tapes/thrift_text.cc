// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/tapes/thrift_text.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "elanus/base/check.h"
#include "elanus/base/strcat.h"

namespace elanus::tapes {

namespace {

using wire::TType;

std::string Text(wire::Reader& reader, TType type);

std::string Joined(std::string_view open, const std::vector<std::string>& parts, std::string_view close) {
  std::string out(open);
  for (const std::string& part : parts) out += StrCat(&part == &parts.front() ? "" : ", ", part);
  return out + std::string(close);
}

std::string StructText(wire::Reader& reader) {
  std::vector<std::string> parts;
  for (wire::Field field; reader.NextField(field);) parts.push_back(StrCat(field.id, ": ", Text(reader, field.type)));
  return Joined("{", parts, "}");
}

std::string ListText(wire::Reader& reader, bool sorted) {
  const wire::ContainerHeader header = reader.ReadListHeader();
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < header.count && reader.ok(); ++i) parts.push_back(Text(reader, header.value));
  if (sorted) std::sort(parts.begin(), parts.end());
  return Joined(StrCat(sorted ? "set" : "list", "<", wire::TTypeName(header.value), ">["), parts, "]");
}

std::string MapText(wire::Reader& reader) {
  const wire::ContainerHeader header = reader.ReadMapHeader();
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < header.count && reader.ok(); ++i) {
    const std::string key = Text(reader, header.key);
    parts.push_back(StrCat(key, ": ", Text(reader, header.value)));
  }
  std::sort(parts.begin(), parts.end());
  return Joined(StrCat("map<", wire::TTypeName(header.key), ", ", wire::TTypeName(header.value), ">["), parts, "]");
}

std::string DoubleText(double value) {
  char text[64];
  // The bits tell one NaN from another, and -0.0 from 0.0.
  std::snprintf(text, sizeof text, "double %.17g (%016llx)", value,
                static_cast<unsigned long long>(std::bit_cast<std::uint64_t>(value)));
  return text;
}

std::string Text(wire::Reader& reader, TType type) {
  switch (type) {
    case TType::kBool:
    case TType::kByte: return StrCat(wire::TTypeName(type), " ", static_cast<int>(reader.ReadByte()));
    case TType::kI16: return StrCat("i16 ", reader.ReadI16());
    case TType::kI32: return StrCat("i32 ", reader.ReadI32());
    case TType::kI64: return StrCat("i64 ", reader.ReadI64());
    case TType::kDouble: return DoubleText(reader.ReadDouble());
    case TType::kString: return Quoted(reader.ReadString());
    case TType::kStruct: return StructText(reader);
    case TType::kMap: return MapText(reader);
    case TType::kSet: return ListText(reader, true);
    case TType::kList: return ListText(reader, false);
    default: ELANUS_CHECK(false, "a value of type ", static_cast<int>(type)); return "";
  }
}

}  // namespace

std::string Quoted(std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : Masked(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f) {
      out += c;
    } else {
      out += "\\x";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out + "\"";
}

void DescribeStruct(wire::Reader& reader, const std::string& name, Fields& fields) {
  std::string order;
  for (wire::Field field; reader.NextField(field);) {
    order += StrCat(order.empty() ? "" : ", ", field.id);
    const std::string path = StrCat(name, ".", field.id);
    if (field.type == TType::kStruct) {
      DescribeStruct(reader, path, fields);
    } else {
      fields[path] = Text(reader, field.type);
    }
  }
  fields[name + ".order"] = StrCat("[", order, "]");
  ELANUS_CHECK(reader.ok(), name, ": ", reader.status().ToString());
}

}  // namespace elanus::tapes
