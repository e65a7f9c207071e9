// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Messages of libprotobuf as bytes and back, straight into and out of our buffers. Templates on the message class that
// name nothing of libprotobuf: who includes this does not need it, and the library does not link it.
#pragma once

#include <algorithm>
#include <climits>
#include <cstdint>
#include <string_view>

#include "elanus/base/bytes.h"
#include "elanus/base/limits.h"
#include "elanus/base/status.h"
#include "elanus/base/strcat.h"
#include "elanus/rpc/method.h"

namespace elanus::rpc {

// libprotobuf's CodedInputStream, found by the function that reads from one.
template <class C, class Input>
Input InputOf(bool (C::*)(Input*));

// Proto2's required fields; nothing else can be missing.
template <class T>
Status CheckComplete(const T& message) {
  if (message.IsInitialized()) return Ok();
  return ApplicationError(AppException::kProtocolError, StrCat("message ", message.GetTypeName(), ": required ",
                                                               message.InitializationErrorString(), " is not set"));
}

// Appends the message.
template <class T>
Status EncodeProtobuf(const void* message, Bytes& out) {
  const T& value = *static_cast<const T*>(message);
  if (Status status = CheckComplete(value); !status.ok()) return status;
  const std::size_t size = value.ByteSizeLong();
  if (size > INT_MAX) {
    return ApplicationError(AppException::kProtocolError, StrCat("message ", value.GetTypeName(), ": expected at most ",
                                                                 INT_MAX, " bytes, it has ", size));
  }
  value.SerializeWithCachedSizesToArray(reinterpret_cast<std::uint8_t*>(out.Reserve(size)));
  out.Commit(size);
  return Ok();
}

// libprotobuf's parser of arrays is twice as quick for small messages, but its depth is fixed. A level of nesting takes
// two bytes, so that few bytes cannot be too deep.
template <class T>
bool ParseProtobuf(std::string_view body, int depth, T& message) {
  constexpr int kFixedDepth = 100;
  const int size = static_cast<int>(body.size());
  if (size <= 2 * std::min(depth, kFixedDepth)) return message.ParsePartialFromArray(body.data(), size);
  using Input = decltype(InputOf(&T::ParsePartialFromCodedStream));
  Input input(reinterpret_cast<const std::uint8_t*>(body.data()), size);
  input.SetRecursionLimit(depth);
  return message.ParsePartialFromCodedStream(&input) && input.ConsumedEntireMessage();
}

// Replaces what the message holds. Nested at most limits.depth deep.
template <class T>
Status DecodeProtobuf(std::string_view body, const Limits& limits, void* message) {
  T& value = *static_cast<T*>(message);
  if (body.size() > INT_MAX) {
    return ApplicationError(AppException::kProtocolError, StrCat("message ", value.GetTypeName(), ": expected at most ",
                                                                 INT_MAX, " bytes, got ", body.size()));
  }
  if (!ParseProtobuf(body, limits.depth, value)) {
    return ApplicationError(
        AppException::kProtocolError,
        StrCat("expected a message ", value.GetTypeName(), ", with strings in UTF-8 and nested at most ", limits.depth,
               " deep, got ", body.size(), " bytes that are none"));
  }
  return CheckComplete(value);
}

template <class T>
constexpr MessageCodec ProtobufCodec() {
  return {base::KeyOf<T>(), EncodeProtobuf<T>, DecodeProtobuf<T>};
}

}  // namespace elanus::rpc
