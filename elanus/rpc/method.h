// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A method is data: the generator emits one constant table a service, and router, dispatch, clients and tools
// all read it. Values pass as untyped pointers whose types the table names; the typed ends are generated.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "elanus/async/task.h"
#include "elanus/base/bytes.h"
#include "elanus/base/limits.h"
#include "elanus/base/status.h"

namespace elanus {

class Context;
class StreamIo;

enum class MethodKind : std::uint8_t { kUnary, kOneway, kClientStream, kServerStream, kBidiStream };
enum class Payload : std::uint8_t { kThrift, kProtobuf };

// The typed state of one call at the server: arguments and result, made in memory of the pool.
class CallFrame {
 public:
  std::size_t size;
  std::size_t align;
  void (*construct)(void* memory);
  void (*destroy)(void* frame);
  // Where argument i and the result lie, for middleware: see Exchange::Argument.
  const void* (*argument)(const void* frame, std::size_t index);
  void* (*result)(void* frame);
};

// How the messages of a stream become bytes and back. For Thrift: the bare struct.
class MessageCodec {
 public:
  base::TypeKey type = nullptr;
  Status (*encode)(const void* message, Bytes& out) = nullptr;
  // Replaces what `message` holds.
  Status (*decode)(std::string_view body, const Limits& limits, void* message) = nullptr;
};

class Method {
 public:
  std::string_view name;
  MethodKind kind;
  Payload payload;
  // The types behind the pointers: of each argument, and of the result (Result<T>, or Status for void).
  std::span<const base::TypeKey> arguments;
  base::TypeKey result;

  // Client. args[i] points to argument i; result points to the result.
  // Appends the arguments (for Thrift: the Args struct). An error when they cannot be encoded; `out` may then
  // hold a part of them.
  Status (*encode_arguments)(const void* const* args, Bytes& out);
  // Reads the body of a reply into the result: a value, a declared exception, or an empty result.
  Status (*decode_result)(std::string_view body, const Limits& limits, void* result);

  // Server.
  CallFrame frame;
  Status (*decode_arguments)(std::string_view body, const Limits& limits, void* frame);
  // Calls the handler; the arguments are moved out of the frame, the result is left in it. The status is ok, or
  // the failure, exception or business error that the handler returned. `stream`: null for unary methods.
  Task<Status> (*invoke)(void* handler, const Context& ctx, void* frame, StreamIo* stream);
  // Appends the result for the status that the chain ended with: ok writes the frame's value, a declared exception
  // of this method writes that, a business error writes an empty result. Any other status is not for this function.
  Status (*encode_result)(const void* frame, const Status& status, Bytes& out);
  // Whether `status` is an exception that this method declares.
  bool (*declares)(const Status& status);

  // Streams: the messages that the client sends (client and bidirectional streams) and that the server sends (server
  // and bidirectional streams). What is one message is an argument, or the result; over gRPC it is bare as well.
  MessageCodec client_message;
  MessageCodec server_message;

  bool client_streams() const { return kind == MethodKind::kClientStream || kind == MethodKind::kBidiStream; }
  bool server_streams() const { return kind == MethodKind::kServerStream || kind == MethodKind::kBidiStream; }
  bool streams() const { return client_streams() || server_streams(); }
};

// One service: the constant table that the generator emits.
class ServiceInfo {
 public:
  std::string_view name;     // the IDL's: "UserService"; `isn` on the wire
  std::string_view package;  // "user": of span names (conventions.md A.5) and of the name over gRPC
  std::span<const Method> methods;
  // Serialized FileDescriptorProtos of the service's file and of all that it imports, for gRPC's reflection; empty for
  // Thrift services.
  std::span<const std::string_view> descriptors = {};

  const Method* Find(std::string_view method) const {
    for (const Method& m : methods) {
      if (m.name == method) return &m;
    }
    return nullptr;
  }
};

}  // namespace elanus
