// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/thrift/types.h"

namespace elanus::wire {

std::string_view TTypeName(TType type) {
  switch (type) {
    case TType::kStop: return "stop";
    case TType::kBool: return "bool";
    case TType::kByte: return "byte";
    case TType::kDouble: return "double";
    case TType::kI16: return "i16";
    case TType::kI32: return "i32";
    case TType::kI64: return "i64";
    case TType::kString: return "string";
    case TType::kStruct: return "struct";
    case TType::kMap: return "map";
    case TType::kSet: return "set";
    case TType::kList: return "list";
  }
  return "unknown";
}

}  // namespace elanus::wire
