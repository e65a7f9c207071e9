// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One generated struct as a message of its own, without envelope and field: how streams carry them (wire.md 7.3). The
// two functions have the form of rpc/method.h's MessageCodec; they find the generated Write and Read beside the type.
#pragma once

#include <string_view>

#include "elanus/base/bytes.h"
#include "elanus/base/limits.h"
#include "elanus/base/status.h"
#include "elanus/wire/thrift/reader.h"
#include "elanus/wire/thrift/writer.h"

namespace elanus::wire {

// After an error `out` may hold a part of the struct.
template <class T>
Status EncodeBare(const void* message, Bytes& out) {
  Writer w(out);
  Write(w, *static_cast<const T*>(message));
  return w.status();
}

// What `message` held before is gone. Bytes behind the struct are ignored, as Kitex does.
template <class T>
Status DecodeBare(std::string_view body, const Limits& limits, void* message) {
  T& to = *static_cast<T*>(message);
  to = T();
  Reader r(body, limits);
  Read(r, to);
  return r.status();
}

}  // namespace elanus::wire
