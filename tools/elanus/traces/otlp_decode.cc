// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Protobuf does not promise an order of fields: resource and scope are looked for first, so that each span is
// complete when it is given away.
#include "tools/elanus/traces/otlp_decode.h"

#include <memory>
#include <utility>

#include "elanus/wire/protobuf/reader.h"

namespace elanus::traces {
namespace {

using wire::ProtoField;
using wire::ProtoReader;
using wire::WireType;

bool Is(const ProtoField& field, std::uint32_t number, WireType type) {
  return field.number == number && field.type == type;
}
bool IsBytes(const ProtoField& field, std::uint32_t number) { return Is(field, number, WireType::kBytes); }

std::uint64_t LoadBig(std::string_view bytes) {
  std::uint64_t number = 0;
  for (char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

TraceId ReadTraceId(ProtoReader& r) {
  std::string_view bytes = r.ReadBytes();
  return bytes.size() == 16 ? TraceId(LoadBig(bytes.substr(0, 8)), LoadBig(bytes.substr(8))) : TraceId();
}

SpanId ReadSpanId(ProtoReader& r) {
  std::string_view bytes = r.ReadBytes();
  return bytes.size() == 8 ? LoadBig(bytes) : 0;
}

std::uint32_t ReadCount(ProtoReader& r) { return static_cast<std::uint32_t>(r.ReadVarint()); }

class ValueReader {
 public:
  explicit ValueReader(Budget& budget) : budget_(budget) {}

  // One KeyValue more, or one more dropped.
  void ReadAttribute(ProtoReader& r, std::vector<Attribute>& out, std::uint32_t& dropped) {
    ReadKeyValue(r, out, dropped, 0);
  }

 private:
  void ReadKeyValue(ProtoReader& r, std::vector<Attribute>& out, std::uint32_t& dropped, int depth) {
    if (!budget_.Take()) return Drop(r, dropped);
    Attribute& attribute = out.emplace_back();
    r.ReadMessage([&](ProtoReader& in) {
      for (ProtoField field; in.Next(field);) {
        if (IsBytes(field, 1)) {
          attribute.key = CutText(in.ReadBytes());
        } else if (IsBytes(field, 2)) {
          in.ReadMessage([&](ProtoReader& value) { ReadValue(value, attribute.value, dropped, depth); });
        } else {
          in.Skip(field);
        }
      }
    });
  }

  void ReadValue(ProtoReader& r, Value& value, std::uint32_t& dropped, int depth) {
    for (ProtoField field; r.Next(field);) {
      if (IsBytes(field, 1)) {
        value.is = CutText(r.ReadBytes());
      } else if (Is(field, 2, WireType::kVarint)) {
        value.is = r.ReadBool();
      } else if (Is(field, 3, WireType::kVarint)) {
        value.is = r.ReadInt();
      } else if (Is(field, 4, WireType::kFixed64)) {
        value.is = r.ReadDouble();
      } else if (IsBytes(field, 5) && depth < kMaxValueDepth) {
        ReadArray(r, value, dropped, depth);
      } else if (IsBytes(field, 6) && depth < kMaxValueDepth) {
        ReadMap(r, value, dropped, depth);
      } else if (IsBytes(field, 5) || IsBytes(field, 6)) {
        Drop(r, dropped);
      } else if (IsBytes(field, 7)) {
        value.is = Value::Blob(CutText(r.ReadBytes()));
      } else {
        r.Skip(field);
      }
    }
  }

  void ReadArray(ProtoReader& r, Value& value, std::uint32_t& dropped, int depth) {
    Value::Array array;
    r.ReadMessage([&](ProtoReader& in) {
      for (ProtoField field; in.Next(field);) {
        if (!IsBytes(field, 1)) {
          in.Skip(field);
        } else if (!budget_.Take()) {
          Drop(in, dropped);
        } else {
          Value& element = array.emplace_back();
          in.ReadMessage([&](ProtoReader& inner) { ReadValue(inner, element, dropped, depth + 1); });
        }
      }
    });
    value.is = std::move(array);
  }

  void ReadMap(ProtoReader& r, Value& value, std::uint32_t& dropped, int depth) {
    Value::Map map;
    r.ReadMessage([&](ProtoReader& in) {
      for (ProtoField field; in.Next(field);) {
        if (IsBytes(field, 1)) {
          ReadKeyValue(in, map, dropped, depth + 1);
        } else {
          in.Skip(field);
        }
      }
    });
    value.is = std::move(map);
  }

  static void Drop(ProtoReader& r, std::uint32_t& dropped) {
    r.ReadBytes();
    AddDropped(dropped, 1);
  }

  Budget& budget_;
};

void ReadEvent(ProtoReader& r, Event& event, ValueReader& values) {
  for (ProtoField field; r.Next(field);) {
    if (Is(field, 1, WireType::kFixed64)) {
      event.time = r.ReadFixed64();
    } else if (IsBytes(field, 2)) {
      event.name = CutText(r.ReadBytes());
    } else if (IsBytes(field, 3)) {
      values.ReadAttribute(r, event.attributes, event.dropped_attributes);
    } else if (Is(field, 4, WireType::kVarint)) {
      AddDropped(event.dropped_attributes, ReadCount(r));
    } else {
      r.Skip(field);
    }
  }
}

void ReadLink(ProtoReader& r, Link& link, ValueReader& values) {
  for (ProtoField field; r.Next(field);) {
    if (IsBytes(field, 1)) {
      link.trace = ReadTraceId(r);
    } else if (IsBytes(field, 2)) {
      link.span = ReadSpanId(r);
    } else if (IsBytes(field, 3)) {
      link.trace_state = CutText(r.ReadBytes());
    } else if (IsBytes(field, 4)) {
      values.ReadAttribute(r, link.attributes, link.dropped_attributes);
    } else if (Is(field, 5, WireType::kVarint)) {
      AddDropped(link.dropped_attributes, ReadCount(r));
    } else if (Is(field, 6, WireType::kFixed32)) {
      link.flags = r.ReadFixed32();
    } else {
      r.Skip(field);
    }
  }
}

void ReadStatus(ProtoReader& r, Span& span) {
  for (ProtoField field; r.Next(field);) {
    if (IsBytes(field, 2)) {
      span.status_message = CutText(r.ReadBytes());
    } else if (Is(field, 3, WireType::kVarint)) {
      std::uint64_t code = r.ReadVarint();
      span.status = code <= 2 ? static_cast<SpanStatus>(code) : SpanStatus::kUnset;
    } else {
      r.Skip(field);
    }
  }
}

// Fields 9 to 15: what repeats, and the status. False when the field is none of them.
bool ReadSpanPart(ProtoReader& r, const ProtoField& field, Span& span, Budget& budget) {
  ValueReader values(budget);
  if (IsBytes(field, 9)) {
    values.ReadAttribute(r, span.attributes, span.dropped_attributes);
  } else if (Is(field, 10, WireType::kVarint)) {
    AddDropped(span.dropped_attributes, ReadCount(r));
  } else if (IsBytes(field, 11) && budget.Take()) {
    r.ReadMessage([&](ProtoReader& in) { ReadEvent(in, span.events.emplace_back(), values); });
  } else if (IsBytes(field, 11)) {
    r.ReadBytes();
    AddDropped(span.dropped_events, 1);
  } else if (Is(field, 12, WireType::kVarint)) {
    AddDropped(span.dropped_events, ReadCount(r));
  } else if (IsBytes(field, 13) && budget.Take()) {
    r.ReadMessage([&](ProtoReader& in) { ReadLink(in, span.links.emplace_back(), values); });
  } else if (IsBytes(field, 13)) {
    r.ReadBytes();
    AddDropped(span.dropped_links, 1);
  } else if (Is(field, 14, WireType::kVarint)) {
    AddDropped(span.dropped_links, ReadCount(r));
  } else if (IsBytes(field, 15)) {
    r.ReadMessage([&](ProtoReader& in) { ReadStatus(in, span); });
  } else {
    return false;
  }
  return true;
}

void ReadSpan(ProtoReader& r, Span& span) {
  Budget budget;
  for (ProtoField field; r.Next(field);) {
    if (IsBytes(field, 1)) {
      span.trace = ReadTraceId(r);
    } else if (IsBytes(field, 2)) {
      span.id = ReadSpanId(r);
    } else if (IsBytes(field, 3)) {
      span.trace_state = CutText(r.ReadBytes());
    } else if (IsBytes(field, 4)) {
      span.parent = ReadSpanId(r);
    } else if (IsBytes(field, 5)) {
      span.name = CutText(r.ReadBytes());
    } else if (Is(field, 6, WireType::kVarint)) {
      std::uint64_t kind = r.ReadVarint();
      span.kind = kind <= 5 ? static_cast<SpanKind>(kind) : SpanKind::kUnspecified;
    } else if (Is(field, 7, WireType::kFixed64)) {
      span.start = r.ReadFixed64();
    } else if (Is(field, 8, WireType::kFixed64)) {
      span.end = r.ReadFixed64();
    } else if (Is(field, 16, WireType::kFixed32)) {
      span.flags = r.ReadFixed32();
    } else if (!ReadSpanPart(r, field, span, budget)) {
      r.Skip(field);
    }
  }
}

void ReadResource(ProtoReader& r, Origin& origin, Budget& budget) {
  ValueReader values(budget);
  for (ProtoField field; r.Next(field);) {
    if (IsBytes(field, 1)) {
      values.ReadAttribute(r, origin.resource, origin.dropped_resource_attributes);
    } else if (Is(field, 2, WireType::kVarint)) {
      AddDropped(origin.dropped_resource_attributes, ReadCount(r));
    } else {
      r.Skip(field);
    }
  }
}

void ReadScope(ProtoReader& r, Origin& origin, Budget& budget) {
  ValueReader values(budget);
  for (ProtoField field; r.Next(field);) {
    if (IsBytes(field, 1)) {
      origin.scope = CutText(r.ReadBytes());
    } else if (IsBytes(field, 2)) {
      origin.scope_version = CutText(r.ReadBytes());
    } else if (IsBytes(field, 3)) {
      values.ReadAttribute(r, origin.scope_attributes, origin.dropped_scope_attributes);
    } else if (Is(field, 4, WireType::kVarint)) {
      AddDropped(origin.dropped_scope_attributes, ReadCount(r));
    } else {
      r.Skip(field);
    }
  }
}

// `origin` holds the resource already.
Status ReadScopeSpans(std::string_view bytes, Origin origin, const SpanSink& sink) {
  Budget budget;
  ProtoReader head(bytes);
  for (ProtoField field; head.Next(field);) {
    if (IsBytes(field, 1)) {
      head.ReadMessage([&](ProtoReader& in) { ReadScope(in, origin, budget); });
    } else if (IsBytes(field, 3)) {
      origin.scope_schema_url = CutText(head.ReadBytes());
    } else {
      head.Skip(field);
    }
  }
  if (!head.ok()) return head.status();

  auto shared = std::make_shared<const Origin>(std::move(origin));
  ProtoReader body(bytes);
  for (ProtoField field; body.Next(field);) {
    if (!IsBytes(field, 2)) {
      body.Skip(field);
      continue;
    }
    Span span;
    body.ReadMessage([&](ProtoReader& in) { ReadSpan(in, span); });
    if (!body.ok()) break;
    span.origin = shared;
    sink(std::move(span));
  }
  return body.status();
}

Status ReadResourceSpans(std::string_view bytes, const SpanSink& sink) {
  Origin origin;
  Budget budget;
  ProtoReader head(bytes);
  for (ProtoField field; head.Next(field);) {
    if (IsBytes(field, 1)) {
      head.ReadMessage([&](ProtoReader& in) { ReadResource(in, origin, budget); });
    } else if (IsBytes(field, 3)) {
      origin.resource_schema_url = CutText(head.ReadBytes());
    } else {
      head.Skip(field);
    }
  }
  if (!head.ok()) return head.status();

  ProtoReader body(bytes);
  for (ProtoField field; body.Next(field);) {
    if (!IsBytes(field, 2)) {
      body.Skip(field);
      continue;
    }
    Status status = ReadScopeSpans(body.ReadBytes(), origin, sink);
    if (!status) return status.Prefixed("scope_spans: ");
  }
  return body.status();
}

}  // namespace

Status DecodeOtlp(std::string_view request, const SpanSink& sink) {
  ProtoReader r(request);
  for (ProtoField field; r.Next(field);) {
    if (!IsBytes(field, 1)) {
      r.Skip(field);
      continue;
    }
    Status status = ReadResourceSpans(r.ReadBytes(), sink);
    if (!status) return status.Prefixed("resource_spans: ");
  }
  return r.status();
}

}  // namespace elanus::traces
