// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/kitex/incoming.h"

#include "elanus/base/strcat.h"
#include "elanus/wire/endian.h"
#include "elanus/wire/kitex_protobuf/message.h"
#include "elanus/wire/sniff/sniff.h"
#include "elanus/wire/ttheader/header.h"
#include "elanus/wire/ttheader/mesh.h"

namespace elanus::protocol {

namespace {

template <class... Parts>
Status Bad(const Parts&... parts) {
  return ApplicationError(AppException::kProtocolError, StrCat(parts...));
}

}  // namespace

Status IncomingFinder::TooLong(std::size_t size) const {
  return Bad("expected a message of at most ", limits_.message_bytes, " bytes, got one of at least ", size);
}

wire::Found IncomingFinder::Find(std::string_view bytes, Incoming& message) {
  message = Incoming();
  switch (wire::Sniff(bytes)) {
    case wire::MessageKind::kMore: return wire::kMore;
    case wire::MessageKind::kTtHeader: return BehindTtHeader(bytes, message);
    case wire::MessageKind::kMesh: return BehindMeshHeader(bytes, message);
    case wire::MessageKind::kTtStream: return Bad("expected a unary message, got a frame of TTHeader streaming");
    case wire::MessageKind::kHttp2: return wire::SniffError(bytes);
    default: return Message(bytes, 0, 0, message);
  }
}

wire::Found IncomingFinder::BehindTtHeader(std::string_view bytes, Incoming& message) {
  if (bytes.size() < wire::kTtFixedSize) return wire::kMore;
  const std::size_t end = 4 + std::size_t{wire::LoadBig<std::uint32_t>(bytes.data())};
  const std::size_t words = wire::LoadBig<std::uint16_t>(bytes.data() + 12);
  const std::size_t header = wire::kTtFixedSize + 4 * words;
  if (words == 0) return Bad("ttheader: expected a header size of at least 1, got 0");
  if (checksum_ && end > limits_.message_bytes) return TooLong(end);
  if (bytes.size() < header || (checksum_ && bytes.size() < end)) return wire::kMore;
  message.transport = Transport::kTTHeader;
  message.tt_header = bytes.substr(0, header);
  wire::Found found = Message(bytes, header, end, message);
  if (found && *found != wire::kMore) message.checked = bytes.substr(header, end > header ? end - header : 0);
  return found;
}

wire::Found IncomingFinder::BehindMeshHeader(std::string_view bytes, Incoming& message) {
  wire::Found header = wire::FindMeshHeader(bytes);
  if (!header || *header == wire::kMore) return header;
  message.mesh_header = bytes.substr(0, *header);
  return Message(bytes, *header, 0, message);
}

wire::Found IncomingFinder::Message(std::string_view bytes, std::size_t begin, std::size_t end, Incoming& message) {
  const std::string_view rest = bytes.substr(begin);
  const wire::MessageKind kind = wire::SniffPayload(rest);
  switch (kind) {
    case wire::MessageKind::kMore: return wire::kMore;
    case wire::MessageKind::kBuffered: return Thrift(bytes, begin, end, message);
    case wire::MessageKind::kFramed:
    case wire::MessageKind::kProtobufFramed: break;
    default: return wire::SniffError(rest);
  }
  // The frame's own length holds, not LENGTH.
  message.transport = message.tt_header.empty() ? Transport::kFramed : Transport::kTTHeaderFramed;
  begin += 4;
  end = begin + wire::LoadBig<std::uint32_t>(rest.data());
  if (kind == wire::MessageKind::kFramed) return Thrift(bytes, begin, end, message);
  message.payload = Payload::kProtobuf;
  return Protobuf(bytes, begin, end, message);
}

wire::Found IncomingFinder::Thrift(std::string_view bytes, std::size_t begin, std::size_t end, Incoming& message) {
  if (end > limits_.message_bytes) return TooLong(end);
  wire::Found head = wire::ReadMessageHead(bytes.substr(begin), message.head);
  if (!head || *head == wire::kMore) return head;
  message.head_read = true;
  const std::size_t body = begin + *head;
  if (end > body) {
    if (bytes.size() < end) return wire::kMore;
  } else {  // no length, or one that does not reach the body
    wire::Found walked = scanner_.Feed(bytes.substr(body));
    if (!walked || *walked == wire::kMore) return walked;
    scanner_.Reset();
    end = body + *walked;
    if (end > limits_.message_bytes) return TooLong(end);
  }
  message.body = bytes.substr(body, end - body);
  message.size = end;
  return end;
}

// A message of Protobuf does not say where it ends: the length must hold.
wire::Found IncomingFinder::Protobuf(std::string_view bytes, std::size_t begin, std::size_t end, Incoming& message) {
  if (end > limits_.message_bytes) return TooLong(end);
  wire::Found head = wire::ReadProtobufHead(bytes.substr(begin), message.head);
  if (!head || *head == wire::kMore) return head;
  const std::size_t body = begin + *head;
  if (end < body) {
    return Bad("protobuf message: expected a frame of at least ", *head, " bytes, as its head has, got ", end - begin);
  }
  message.head_read = true;
  if (bytes.size() < end) return wire::kMore;
  message.body = bytes.substr(body, end - body);
  message.size = end;
  return end;
}

}  // namespace elanus::protocol
