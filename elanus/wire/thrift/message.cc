// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/thrift/message.h"

#include "elanus/base/strcat.h"

namespace elanus::wire {

namespace {

constexpr std::uint32_t kVersion = 0x80010000;

Status Expected(std::size_t offset, const std::string& expected, const std::string& got,
                AppException type = AppException::kProtocolError) {
  return ApplicationError(type, StrCat("thrift message: at offset ", offset, ": expected ", expected, ", got ", got));
}

}  // namespace

void WriteMessageHead(Writer& writer, const MessageHead& head) {
  if (head.method.empty() || head.method.size() > kMaxMethodName) {
    writer.Fail(Expected(4, StrCat("a method name of 1 to ", kMaxMethodName, " bytes"), StrCat(head.method.size())));
    return;
  }
  writer.WriteI32(static_cast<std::int32_t>(kVersion | static_cast<std::uint32_t>(head.type)));
  writer.WriteString(head.method);
  writer.WriteI32(head.sequence_id);
}

Found ReadMessageHead(std::string_view bytes, MessageHead& head) {
  if (bytes.size() < 8) return kMore;
  const auto word = LoadBig<std::uint32_t>(bytes.data());
  if ((word & 0xffff0000) != kVersion) {
    return Expected(0, StrCat("version ", kVersion >> 16), StrCat(word >> 16));
  }
  const std::uint32_t type = word & 0xffff;
  if (type < 1 || type > 5) {
    return Expected(2, "a message type from 1 to 5", StrCat(type), AppException::kInvalidMessageType);
  }
  const auto size = LoadBig<std::uint32_t>(bytes.data() + 4);
  const std::uint32_t least = type == static_cast<std::uint32_t>(MessageType::kException) ? 0 : 1;
  if (size < least || size > kMaxMethodName) {
    return Expected(4, StrCat("a method name of ", least, " to ", kMaxMethodName, " bytes"), StrCat(size));
  }
  if (bytes.size() < 12 + size) return kMore;
  head = MessageHead(static_cast<MessageType>(type), bytes.substr(8, size),
                     static_cast<std::int32_t>(LoadBig<std::uint32_t>(bytes.data() + 8 + size)));
  return std::size_t{12} + size;
}

}  // namespace elanus::wire
