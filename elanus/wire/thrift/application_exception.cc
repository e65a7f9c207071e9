// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/thrift/application_exception.h"

#include <string>

namespace elanus::wire {

std::string_view DefaultExceptionText(std::int32_t type) {
  switch (type) {
    case 1: return "unknown method";
    case 2: return "invalid message type";
    case 3: return "wrong method name";
    case 4: return "bad sequence ID";
    case 5: return "missing result";
    case 6: return "unknown internal error";
    case 7: return "unknown protocol error";
    case 8: return "Invalid transform";
    case 9: return "Invalid protocol";
    case 10: return "Unsupported client type";
    case 20: return "unknown service";
    case 21: return "no service name";
    default: return "unknown application exception";
  }
}

void WriteApplicationException(Writer& writer, std::int32_t type, std::string_view message) {
  writer.FieldString(1, message);
  writer.FieldI32(2, type);
  writer.FieldStop();
}

Status ReadApplicationException(Reader& reader) {
  std::string_view message;
  std::int32_t type = 0;
  {
    Reader::Nest nest(reader);
    for (Field field; reader.NextField(field);) {
      if (field.id == 1 && field.type == TType::kString) {
        message = reader.ReadString();
      } else if (field.id == 2 && field.type == TType::kI32) {
        type = reader.ReadI32();
      } else {
        reader.Skip(field.type);
      }
    }
  }
  if (!reader.ok()) return reader.status();
  if (message.empty()) message = DefaultExceptionText(type);
  return ApplicationError(type, std::string(message)).AsRemote();
}

}  // namespace elanus::wire
