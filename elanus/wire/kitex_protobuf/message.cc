// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/kitex_protobuf/message.h"

#include "elanus/base/strcat.h"
#include "elanus/wire/endian.h"
#include "elanus/wire/protobuf/reader.h"
#include "elanus/wire/protobuf/writer.h"
#include "elanus/wire/thrift/application_exception.h"

namespace elanus::wire {

namespace {

constexpr std::uint16_t kMagic = 0x9001;
constexpr std::size_t kFixed = 12;  // magic, type, length of the name, sequence id

Status Expected(std::size_t offset, const std::string& expected, const std::string& got,
                AppException type = AppException::kProtocolError) {
  return ApplicationError(type, StrCat("protobuf message: at offset ", offset, ": expected ", expected, ", got ", got));
}

}  // namespace

Status WriteProtobufHead(Bytes& out, const MessageHead& head) {
  if (head.method.empty() || head.method.size() > kMaxMethodName) {
    return Expected(4, StrCat("a method name of 1 to ", kMaxMethodName, " bytes"), StrCat(head.method.size()));
  }
  char* to = out.Reserve(8);
  StoreBig(to, kMagic);
  StoreBig(to + 2, static_cast<std::uint16_t>(head.type));
  StoreBig(to + 4, static_cast<std::uint32_t>(head.method.size()));
  out.Commit(8);
  out.Append(head.method);
  StoreBig(out.Reserve(4), static_cast<std::uint32_t>(head.sequence_id));
  out.Commit(4);
  return Ok();
}

Found ReadProtobufHead(std::string_view bytes, MessageHead& head) {
  if (bytes.size() < 8) return kMore;
  if (const auto magic = LoadBig<std::uint16_t>(bytes.data()); magic != kMagic) {
    return Expected(0, StrCat("magic ", kMagic), StrCat(magic));
  }
  const auto type = LoadBig<std::uint16_t>(bytes.data() + 2);
  if (type < 1 || type > 5) {
    return Expected(2, "a message type from 1 to 5", StrCat(type), AppException::kInvalidMessageType);
  }
  const auto size = LoadBig<std::uint32_t>(bytes.data() + 4);
  const std::uint32_t least = type == static_cast<std::uint16_t>(MessageType::kException) ? 0 : 1;
  if (size < least || size > kMaxMethodName) {
    return Expected(4, StrCat("a method name of ", least, " to ", kMaxMethodName, " bytes"), StrCat(size));
  }
  if (bytes.size() < kFixed + size) return kMore;
  head = MessageHead(static_cast<MessageType>(type), bytes.substr(8, size),
                     static_cast<std::int32_t>(LoadBig<std::uint32_t>(bytes.data() + 8 + size)));
  return kFixed + size;
}

void WriteErrorProto(Bytes& out, std::int32_t type, std::string_view text) {
  ProtoWriter w(out);
  if (type != 0) w.Int(1, type);
  if (!text.empty()) w.String(2, text);
}

Status ReadErrorProto(std::string_view bytes, const Limits& limits, bool& whole) {
  std::int32_t type = 0;
  std::string_view text;
  ProtoReader r(bytes, limits);
  for (ProtoField field; r.Next(field);) {
    if (field.number == 1 && field.type == WireType::kVarint) {
      type = static_cast<std::int32_t>(r.ReadInt());
    } else if (field.number == 2 && field.type == WireType::kBytes) {
      text = r.ReadBytes();
    } else {
      r.Skip(field);
    }
  }
  whole = r.ok();
  if (!whole) return r.status();
  return ApplicationError(type, std::string(text.empty() ? DefaultExceptionText(type) : text)).AsRemote();
}

}  // namespace elanus::wire
