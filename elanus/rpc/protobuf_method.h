// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The row of a method table for a method of a Protobuf service, made from the handler's member function: its signature
// says what kind of method it is and what its messages are. Generated code is then one line a method:
//   constexpr Method kMethods[] = {rpc::ProtobufMethod<&UserService::GetUser>("GetUser")};
#pragma once

#include <new>
#include <utility>

#include "elanus/base/result.h"
#include "elanus/rpc/context.h"
#include "elanus/rpc/protobuf_codec.h"
#include "elanus/rpc/stream.h"

namespace elanus::rpc {

// The state of a call at the server: its request, unless that is a stream, and its result.
template <class Request, class R>
class ProtobufCall {
 public:
  Request request;
  R result;
};

template <class R>
class ProtobufCall<void, R> {
 public:
  R result;
};

// What the four kinds have in common. Request is void when it is a stream; R is Status when the answer is one.
template <class Request, class R>
class ProtobufRow {
 public:
  using Call = ProtobufCall<Request, R>;
  static constexpr bool kRequest = !std::is_void_v<Request>;
  static constexpr bool kAnswer = !std::is_same_v<R, Status>;

  static constexpr Method Row(std::string_view name, MethodKind kind) {
    Method row{};
    row.name = name;
    row.kind = kind;
    row.payload = Payload::kProtobuf;
    if constexpr (kRequest) row.arguments = kArguments;
    row.result = base::KeyOf<R>();
    row.encode_arguments = EncodeArguments;
    row.decode_result = DecodeResult;
    row.frame = {sizeof(Call), alignof(Call), Construct, Destroy, Argument, TheResult};
    row.decode_arguments = DecodeArguments;
    row.encode_result = EncodeResult;
    row.declares = [](const Status&) { return false; };
    return row;
  }
  static Call& From(void* frame) { return *static_cast<Call*>(frame); }

 private:
  static constexpr base::TypeKey kArguments[] = {base::KeyOf<Request>()};

  static Status EncodeArguments([[maybe_unused]] const void* const* args, [[maybe_unused]] Bytes& out) {
    if constexpr (kRequest) {
      return EncodeProtobuf<Request>(args[0], out);
    } else {
      return Ok();
    }
  }
  static Status DecodeArguments([[maybe_unused]] std::string_view body, [[maybe_unused]] const Limits& limits,
                                [[maybe_unused]] void* frame) {
    if constexpr (kRequest) {
      return DecodeProtobuf<Request>(body, limits, &From(frame).request);
    } else {
      return Ok();
    }
  }
  // Without a value (a business error) the answer is an empty message, which has no bytes.
  static Status EncodeResult([[maybe_unused]] const void* frame, [[maybe_unused]] const Status& status,
                             [[maybe_unused]] Bytes& out) {
    if constexpr (kAnswer) {
      const R& result = static_cast<const Call*>(frame)->result;
      if (!status.ok()) return Ok();
      if (!result.ok()) return result.status();
      return EncodeProtobuf<typename R::value_type>(&*result, out);
    } else {
      return Ok();
    }
  }
  static Status DecodeResult([[maybe_unused]] std::string_view body, [[maybe_unused]] const Limits& limits,
                             void* result) {
    R& to = *static_cast<R*>(result);
    if constexpr (kAnswer) {
      typename R::value_type value;
      if (Status status = DecodeProtobuf<typename R::value_type>(body, limits, &value); !status.ok()) return status;
      to = std::move(value);
    } else {
      to = Ok();
    }
    return Ok();
  }

  static void Construct(void* memory) {
    auto* call = new (memory) Call();
    if constexpr (kAnswer) call->result = R::Empty();
  }
  static void Destroy(void* frame) { From(frame).~Call(); }
  static const void* Argument([[maybe_unused]] const void* frame, [[maybe_unused]] std::size_t index) {
    if constexpr (kRequest) {
      if (index == 0) return &static_cast<const Call*>(frame)->request;
    }
    return nullptr;
  }
  static void* TheResult(void* frame) { return &From(frame).result; }
};

template <auto M, class Signature = decltype(M)>
class ProtobufHandler;

template <auto M, class S, class In, class Out>
class ProtobufHandler<M, Task<Result<Out>> (S::*)(const Context&, In)> : ProtobufRow<In, Result<Out>> {
  using Base = ProtobufRow<In, Result<Out>>;

  static Task<Status> Invoke(void* handler, const Context& ctx, void* frame, StreamIo*) {
    auto& call = Base::From(frame);
    Result<Out> result = co_await (static_cast<S*>(handler)->*M)(ctx, std::move(call.request));
    call.result = std::move(result);
    co_return call.result.status();
  }

 public:
  static constexpr Method Row(std::string_view name) {
    Method row = Base::Row(name, MethodKind::kUnary);
    row.invoke = Invoke;
    return row;
  }
};

template <auto M, class S, class In, class Out>
class ProtobufHandler<M, Task<Status> (S::*)(const Context&, In, StreamWriter<Out>&)> : ProtobufRow<In, Status> {
  using Base = ProtobufRow<In, Status>;

  static Task<Status> Invoke(void* handler, const Context& ctx, void* frame, StreamIo* stream) {
    auto& call = Base::From(frame);
    StreamWriter<Out> out(*stream);
    call.result = co_await (static_cast<S*>(handler)->*M)(ctx, std::move(call.request), out);
    co_return call.result;
  }

 public:
  static constexpr Method Row(std::string_view name) {
    Method row = Base::Row(name, MethodKind::kServerStream);
    row.invoke = Invoke;
    row.server_message = ProtobufCodec<Out>();
    return row;
  }
};

template <auto M, class S, class In, class Out>
class ProtobufHandler<M, Task<Result<Out>> (S::*)(const Context&, StreamReader<In>&)> : ProtobufRow<void, Result<Out>> {
  using Base = ProtobufRow<void, Result<Out>>;

  static Task<Status> Invoke(void* handler, const Context& ctx, void* frame, StreamIo* stream) {
    auto& call = Base::From(frame);
    StreamReader<In> in(*stream);
    Result<Out> result = co_await (static_cast<S*>(handler)->*M)(ctx, in);
    call.result = std::move(result);
    co_return call.result.status();
  }

 public:
  static constexpr Method Row(std::string_view name) {
    Method row = Base::Row(name, MethodKind::kClientStream);
    row.invoke = Invoke;
    row.client_message = ProtobufCodec<In>();
    return row;
  }
};

template <auto M, class S, class In, class Out>
class ProtobufHandler<M, Task<Status> (S::*)(const Context&, Stream<In, Out>&)> : ProtobufRow<void, Status> {
  using Base = ProtobufRow<void, Status>;

  static Task<Status> Invoke(void* handler, const Context& ctx, void* frame, StreamIo* stream_io) {
    auto& call = Base::From(frame);
    Stream<In, Out> stream(*stream_io);
    call.result = co_await (static_cast<S*>(handler)->*M)(ctx, stream);
    co_return call.result;
  }

 public:
  static constexpr Method Row(std::string_view name) {
    Method row = Base::Row(name, MethodKind::kBidiStream);
    row.invoke = Invoke;
    row.client_message = ProtobufCodec<In>();
    row.server_message = ProtobufCodec<Out>();
    return row;
  }
};

template <auto M>
constexpr Method ProtobufMethod(std::string_view name) {
  return ProtobufHandler<M>::Row(name);
}

}  // namespace elanus::rpc
