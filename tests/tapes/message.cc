// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/tapes/message.h"

#include <algorithm>
#include <cctype>

#include "elanus/base/check.h"
#include "elanus/base/strcat.h"
#include "elanus/wire/crc32c.h"
#include "elanus/wire/endian.h"
#include "elanus/wire/sniff/sniff.h"
#include "elanus/wire/thrift/message.h"
#include "elanus/wire/thrift/reader.h"
#include "elanus/wire/thrift/scan.h"
#include "elanus/wire/ttheader/reader.h"
#include "tests/tapes/thrift_text.h"

namespace elanus::tapes {

namespace {

using wire::MessageKind;

std::size_t Value(const wire::Found& found, std::string_view what) {
  ELANUS_CHECK(found.ok(), what, ": ", found.status().ToString());
  return *found;
}

std::size_t BufferedSize(std::string_view bytes) {
  wire::MessageHead head;
  const std::size_t envelope = Value(wire::ReadMessageHead(bytes, head), "envelope");
  if (envelope == wire::kMore) return 0;
  wire::StructScanner scanner;
  const std::size_t body = Value(scanner.Feed(bytes.substr(envelope)), "body");
  return body == wire::kMore ? 0 : envelope + body;
}

void Add(Fields& fields, const std::string& name, std::string value) {
  std::string& to = fields[name];
  to = to.empty() ? std::move(value) : StrCat(to, " and again ", value);
}

void DescribeHeader(std::string_view message, Fields& fields) {
  wire::TtHeader header;
  std::string_view sections;
  ELANUS_CHECK(wire::ReadTtFixed(message, header, sections).ok());
  fields["header.flags"] = StrCat(header.flags);
  fields["header.protocol"] = StrCat(static_cast<int>(header.protocol_id));
  const auto envelope_sequence =
      static_cast<std::int32_t>(wire::LoadBig<std::uint32_t>(message.data() + Layout(message).sequence));
  fields["header.sequence"] = header.sequence_id == envelope_sequence ? "the envelope's" : StrCat(header.sequence_id);
  wire::TtSectionReader reader(sections, 0);
  for (wire::TtEntry entry; reader.Next(entry);) {
    if (entry.is_int) {
      Add(fields, StrCat("int.", entry.int_key), Quoted(entry.value));
    } else if (entry.key == wire::tt_string::kChecksum) {
      const wire::Crc32cText right = wire::ToText(wire::Crc32c(message.substr(header.size)));
      Add(fields, "string.crc32c",
          entry.value == wire::View(right) ? "right" : StrCat("wrong: ", entry.value, " for ", wire::View(right)));
    } else {
      Add(fields, StrCat("string.", entry.key), Quoted(entry.value));
    }
  }
  ELANUS_CHECK(reader.status().ok(), reader.status().ToString());
}

// What came last in "where: what: why" or "[where] why": texts may differ in the rest.
std::string Reason(const std::string& text) {
  std::size_t from = 0;
  for (const std::string_view mark : {": ", "] "}) {
    if (const std::size_t at = text.rfind(mark); at != std::string::npos) from = std::max(from, at + mark.size());
  }
  return text.substr(from);
}

}  // namespace

Layout::Layout(std::string_view message) {
  has_header = wire::Sniff(message) == MessageKind::kTtHeader;
  if (has_header) payload = 14 + 4 * static_cast<std::size_t>(wire::LoadBig<std::uint16_t>(message.data() + 12));
  has_frame = wire::SniffPayload(message.substr(payload)) == MessageKind::kFramed;
  envelope = payload + (has_frame ? 4 : 0);
  sequence = envelope + 8 + wire::LoadBig<std::uint32_t>(message.data() + envelope + 4);
}

std::size_t MessageSize(std::string_view bytes) {
  switch (wire::Sniff(bytes)) {
    case MessageKind::kMore: return 0;
    case MessageKind::kTtHeader:
    case MessageKind::kFramed: {
      const std::size_t size = 4 + static_cast<std::size_t>(wire::LoadBig<std::uint32_t>(bytes.data()));
      return size <= bytes.size() ? size : 0;
    }
    case MessageKind::kBuffered: return BufferedSize(bytes);
    default: ELANUS_CHECK(false, wire::SniffError(bytes).ToString()); return 0;
  }
}

std::int32_t SequenceId(std::string_view message) {
  const Layout layout(message);
  return static_cast<std::int32_t>(
      wire::LoadBig<std::uint32_t>(message.data() + (layout.has_header ? 8 : layout.sequence)));
}

int MessageType(std::string_view message) {
  return wire::LoadBig<std::uint16_t>(message.data() + Layout(message).envelope + 2);
}

int ExceptionType(std::string_view message) {
  if (MessageType(message) != 3) return 0;
  wire::Reader reader(message.substr(Layout(message).sequence + 4));
  for (wire::Field field; reader.NextField(field);) {
    if (field.id == 2) return reader.ReadI32();
    reader.Skip(field.type);
  }
  return 0;
}

Fields Describe(std::string_view message) {
  Fields fields;
  const Layout layout(message);
  fields["framing"] = StrCat(layout.has_header ? "TTHeader" : "", layout.has_header && layout.has_frame ? ", " : "",
                             layout.has_frame    ? "Framed"
                             : layout.has_header ? ""
                                                 : "Buffered");
  if (layout.has_header) DescribeHeader(message, fields);
  wire::MessageHead head;
  const std::size_t size = Value(wire::ReadMessageHead(message.substr(layout.envelope), head), "envelope");
  fields["type"] = StrCat(static_cast<int>(head.type));
  fields["method"] = head.method;
  fields["sequence"] = StrCat(head.sequence_id);
  const bool exception = head.type == wire::MessageType::kException;
  wire::Reader reader(message.substr(layout.envelope + size));
  DescribeStruct(reader, exception ? "exception" : "body", fields);
  if (reader.remaining() > 0) fields["trailing"] = StrCat(reader.remaining(), " bytes");
  if (exception) {
    for (const auto& [from, to] : {std::pair("exception.1", "exception.text"), {"exception.2", "exception.type"}}) {
      if (auto node = fields.extract(from)) {
        node.key() = to;
        fields.insert(std::move(node));
      }
    }
    fields["exception.reason"] = Reason(fields["exception.text"]);
  }
  return fields;
}

std::vector<Difference> Compare(const Fields& kitex, const Fields& ours) {
  std::vector<Difference> differences;
  for (const auto& [field, value] : kitex) {
    const auto it = ours.find(field);
    if (it == ours.end() || it->second != value)
      differences.emplace_back(field, value, it == ours.end() ? "" : it->second);
  }
  for (const auto& [field, value] : ours) {
    if (!kitex.contains(field)) differences.emplace_back(field, "", value);
  }
  return differences;
}

std::string Difference::ToString() const {
  const auto same = static_cast<std::size_t>(std::mismatch(kitex.begin(), kitex.end(), ours.begin(), ours.end()).first -
                                             kitex.begin());
  const std::size_t from = same > 100 ? same - 40 : 0;
  const auto cut = [from](const std::string& text) {
    if (text.empty()) return std::string("nothing");
    return StrCat(from > 0 ? "..." : "", text.substr(std::min(from, text.size()), 200),
                  text.size() > from + 200 ? "..." : "");
  };
  return StrCat(field, ": Kitex has ", cut(kitex), ", we have ", cut(ours));
}

std::string Masked(std::string_view text) {
  std::string out(text);
  constexpr std::string_view kHost = "127.0.0.1:";
  for (std::size_t at = out.find(kHost); at != std::string::npos; at = out.find(kHost, at)) {
    at += kHost.size();
    std::size_t end = at;
    while (end < out.size() && std::isdigit(static_cast<unsigned char>(out[end]))) ++end;
    out.replace(at, end - at, "PORT");
  }
  const auto is_hex = [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; };
  if (out.size() == 9 && out[0] == 'k' && std::all_of(out.begin() + 1, out.end(), is_hex)) out = "kKEY";
  return out;
}

}  // namespace elanus::tapes
