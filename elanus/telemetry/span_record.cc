// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/span_record.h"

#include <algorithm>
#include <memory>

#include "elanus/telemetry/encode.h"
#include "elanus/wire/protobuf/reader.h"

namespace elanus::telemetry {

namespace {

using wire::ProtoField;
using wire::ProtoReader;

std::uint64_t LoadBig(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

TraceId ReadTraceId(ProtoReader& from) {
  const std::string_view bytes = from.ReadBytes();
  return bytes.size() == 16 ? TraceId(LoadBig(bytes.substr(0, 8)), LoadBig(bytes.substr(8))) : TraceId();
}

SpanId ReadSpanId(ProtoReader& from) {
  const std::string_view bytes = from.ReadBytes();
  return bytes.size() == 8 ? SpanId(LoadBig(bytes)) : SpanId();
}

std::shared_ptr<const std::string> ReadState(ProtoReader& from) {
  return std::make_shared<const std::string>(from.ReadBytes());
}

std::string ReadAny(ProtoReader& from) {
  std::string text;
  for (ProtoField field; from.Next(field);) {
    switch (field.number) {
      case otlp::kText: text = from.ReadBytes(); break;
      case otlp::kBool: text = from.ReadBool() ? "true" : "false"; break;
      case otlp::kInt: text = StrCat(from.ReadInt()); break;
      case otlp::kDouble: text = StrCat(from.ReadDouble()); break;
      default: from.Skip(field);
    }
  }
  return text;
}

void ReadAttribute(ProtoReader& from, RecordedAttributes& to) {
  from.ReadMessage([&](ProtoReader& pair) {
    auto& [key, value] = to.emplace_back();
    for (ProtoField field; pair.Next(field);) {
      switch (field.number) {
        case otlp::kKey: key = pair.ReadBytes(); break;
        case otlp::kValue: pair.ReadMessage([&value = value](ProtoReader& any) { value = ReadAny(any); }); break;
        default: pair.Skip(field);
      }
    }
  });
}

std::uint32_t ReadCount(ProtoReader& from) { return static_cast<std::uint32_t>(from.ReadVarint()); }

void ReadEvent(ProtoReader& from, RecordedEvent& to) {
  for (ProtoField field; from.Next(field);) {
    switch (field.number) {
      case otlp::kEventTime: to.at_nanos = from.ReadFixed64(); break;
      case otlp::kEventName: to.name = from.ReadBytes(); break;
      case otlp::kEventAttributes: ReadAttribute(from, to.attributes); break;
      case otlp::kEventDropped: to.dropped_attributes = ReadCount(from); break;
      default: from.Skip(field);
    }
  }
}

void ReadLink(ProtoReader& from, RecordedLink& to) {
  for (ProtoField field; from.Next(field);) {
    switch (field.number) {
      case otlp::kLinkTraceId: to.context.trace_id = ReadTraceId(from); break;
      case otlp::kLinkSpanId: to.context.span_id = ReadSpanId(from); break;
      case otlp::kLinkState: to.context.state = ReadState(from); break;
      case otlp::kLinkAttributes: ReadAttribute(from, to.attributes); break;
      case otlp::kLinkDropped: to.dropped_attributes = ReadCount(from); break;
      case otlp::kLinkFlags: {
        const std::uint32_t flags = from.ReadFixed32();
        to.context.flags = static_cast<std::uint8_t>(flags);
        to.context.remote = (flags & otlp::kIsRemote) != 0;
        break;
      }
      default: from.Skip(field);
    }
  }
}

void ReadStatus(ProtoReader& from, RecordedSpan& to) {
  for (ProtoField field; from.Next(field);) {
    switch (field.number) {
      case otlp::kStatusMessage: to.status_message = from.ReadBytes(); break;
      case otlp::kStatusCode: to.status_code = static_cast<int>(from.ReadVarint()); break;
      default: from.Skip(field);
    }
  }
}

void ReadFlags(ProtoReader& from, RecordedSpan& to) {
  const std::uint32_t flags = from.ReadFixed32();
  to.context.flags = static_cast<std::uint8_t>(flags);
  to.remote_parent = (flags & otlp::kIsRemote) != 0;
}

void ReadSpan(ProtoReader& from, RecordedSpan& to) {
  for (ProtoField field; from.Next(field);) {
    switch (field.number) {
      case otlp::kTraceId: to.context.trace_id = ReadTraceId(from); break;
      case otlp::kSpanId: to.context.span_id = ReadSpanId(from); break;
      case otlp::kTraceState: to.context.state = ReadState(from); break;
      case otlp::kParentSpanId: to.parent = ReadSpanId(from); break;
      case otlp::kName: to.name = from.ReadBytes(); break;
      case otlp::kKind: to.kind = static_cast<SpanKind>(from.ReadVarint()); break;
      case otlp::kStart: to.start_nanos = from.ReadFixed64(); break;
      case otlp::kEnd: to.end_nanos = from.ReadFixed64(); break;
      case otlp::kAttributes: ReadAttribute(from, to.attributes); break;
      case otlp::kDroppedAttributes: to.dropped_attributes = ReadCount(from); break;
      case otlp::kEvents: from.ReadMessage([&](ProtoReader& m) { ReadEvent(m, to.events.emplace_back()); }); break;
      case otlp::kDroppedEvents: to.dropped_events = ReadCount(from); break;
      case otlp::kLinks: from.ReadMessage([&](ProtoReader& m) { ReadLink(m, to.links.emplace_back()); }); break;
      case otlp::kDroppedLinks: to.dropped_links = ReadCount(from); break;
      case otlp::kStatus: from.ReadMessage([&](ProtoReader& m) { ReadStatus(m, to); }); break;
      case otlp::kFlags: ReadFlags(from, to); break;
      default: from.Skip(field);
    }
  }
}

void ReadScope(ProtoReader& from, RecordedBatch& to) {
  for (ProtoField field; from.Next(field);) {
    switch (field.number) {
      case otlp::kScopeName: to.scope_name = from.ReadBytes(); break;
      case otlp::kScopeVersion: to.scope_version = from.ReadBytes(); break;
      default: from.Skip(field);
    }
  }
}

void ReadScopeSpans(ProtoReader& from, RecordedBatch& to) {
  for (ProtoField field; from.Next(field);) {
    switch (field.number) {
      case otlp::kScope: from.ReadMessage([&](ProtoReader& m) { ReadScope(m, to); }); break;
      case otlp::kSpans: from.ReadMessage([&](ProtoReader& m) { ReadSpan(m, to.spans.emplace_back()); }); break;
      default: from.Skip(field);
    }
  }
}

void ReadResource(ProtoReader& from, RecordedBatch& to) {
  for (ProtoField field; from.Next(field);) {
    if (field.number == otlp::kResourceAttributes) {
      ReadAttribute(from, to.resource);
    } else {
      from.Skip(field);
    }
  }
}

void ReadResourceSpans(ProtoReader& from, RecordedBatch& to) {
  for (ProtoField field; from.Next(field);) {
    switch (field.number) {
      case otlp::kResource: from.ReadMessage([&](ProtoReader& m) { ReadResource(m, to); }); break;
      case otlp::kScopeSpans: from.ReadMessage([&](ProtoReader& m) { ReadScopeSpans(m, to); }); break;
      default: from.Skip(field);
    }
  }
}

}  // namespace

std::string RecordedSpan::Find(std::string_view key) const {
  for (const auto& [k, value] : attributes) {
    if (k == key) return value;
  }
  return {};
}

const RecordedEvent* RecordedSpan::FindEvent(std::string_view name) const {
  const auto found = std::find_if(events.begin(), events.end(), [&](const RecordedEvent& e) { return e.name == name; });
  return found != events.end() ? &*found : nullptr;
}

Result<RecordedBatch> ReadBatch(std::string_view request) {
  RecordedBatch batch;
  ProtoReader reader(request);
  for (ProtoField field; reader.Next(field);) {
    if (field.number == otlp::kResourceSpans) {
      reader.ReadMessage([&](ProtoReader& m) { ReadResourceSpans(m, batch); });
    } else {
      reader.Skip(field);
    }
  }
  if (!reader.ok()) return reader.status();
  return batch;
}

}  // namespace elanus::telemetry
