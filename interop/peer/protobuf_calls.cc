// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0

#include "interop/peer/protobuf_calls.h"

#include "interop/peer/stream_calls.h"

namespace peer {

using elanus::Context;
using elanus::Result;
using elanus::Task;
using WireItem = interop::StreamItem;

namespace {

interop::Text Message(const std::string& text) {
  interop::Text message;
  message.set_text(text);
  return message;
}

Result<std::string> TextOf(const Result<interop::Text>& reply) {
  if (!reply.ok()) return reply.status();
  return reply->text();
}

}  // namespace

ProtobufCalls::ProtobufCalls(std::string_view service, const elanus::ClientOption& options)
    : client_(service, options), misfit_(service, options), no_such_service_(service, options) {}

Calls::Text ProtobufCalls::Ping(const Context& ctx, const std::string& text, const Options& options) {
  const interop::Text request = Message(text);
  auto reply = co_await client_.PingPb(ctx, request, options);
  co_return TextOf(reply);
}

Calls::Text ProtobufCalls::Raise(const Context& ctx, std::int32_t kind, const Options& options) {
  interop::RaiseRequest request;
  request.set_kind(kind);
  auto reply = co_await client_.RaisePb(ctx, request, options);
  co_return TextOf(reply);
}

Calls::Text ProtobufCalls::Sleep(const Context& ctx, std::int32_t millis, const Options& options) {
  interop::SleepRequest request;
  request.set_millis(millis);
  auto reply = co_await client_.SleepPb(ctx, request, options);
  co_return TextOf(reply);
}

Calls::Text ProtobufCalls::Payload(const Context& ctx, const std::string& data, std::int32_t answer_size) {
  interop::PayloadRequest request;
  request.set_data(data);
  request.set_answer_size(answer_size);
  auto reply = co_await client_.PayloadPb(ctx, request);
  if (!reply.ok()) co_return reply.status();
  co_return std::move(*reply->mutable_data());
}

Task<Result<Calls::Values>> ProtobufCalls::Meta(const Context& ctx, const std::string& command,
                                                const Options& options) {
  const interop::Text request = Message(command);
  auto reply = co_await client_.MetaPb(ctx, request, options);
  if (!reply.ok()) co_return reply.status();
  co_return Values(reply->values().begin(), reply->values().end());
}

Calls::Text ProtobufCalls::Hop(const Context& ctx, const std::vector<std::string>& route, const std::string& text) {
  interop::HopRequest request;
  for (const std::string& server : route) request.add_route(server);
  request.set_text(text);
  auto reply = co_await client_.HopPb(ctx, request);
  co_return TextOf(reply);
}

Calls::Text ProtobufCalls::Ended(const Context& ctx, const std::string& key) {
  const interop::Text request = Message(key);
  auto reply = co_await client_.EndedPb(ctx, request);
  co_return TextOf(reply);
}

std::unique_ptr<ItemsCall> ProtobufCalls::ServerStream(const Context& ctx, const Wish& wish, const Options& options) {
  const auto request = Converted<interop::ItemsRequest>(wish);
  return std::make_unique<ItemsCallOf<WireItem>>(client_.ServerStreamPb(ctx, request, options));
}

std::unique_ptr<UploadCall> ProtobufCalls::ClientStream(const Context& ctx, const Options& options) {
  return std::make_unique<UploadCallOf<WireItem, interop::ItemsSummary>>(client_.ClientStreamPb(ctx, options));
}

std::unique_ptr<EchoCall> ProtobufCalls::Bidi(const Context& ctx, const Options& options) {
  return std::make_unique<EchoCallOf<WireItem>>(client_.BidiPb(ctx, options));
}

Calls::Text ProtobufCalls::NoSuchMethod(const Context& ctx) {
  const interop::Text request = Message("hi");
  auto reply = co_await misfit_.NoSuchMethod(ctx, request);
  co_return TextOf(reply);
}

Calls::Text ProtobufCalls::NoSuchService(const Context& ctx) {
  const interop::Text request = Message("hi");
  auto reply = co_await no_such_service_.NoSuchMethod(ctx, request);
  co_return TextOf(reply);
}

Calls::Text ProtobufCalls::WrongService(const Context& ctx, const std::string& text) {
  const interop::Text request = Message(text);
  auto reply = co_await no_such_service_.PingPb(ctx, request);
  co_return TextOf(reply);
}

std::unique_ptr<EchoCall> ProtobufCalls::NoSuchStream(const Context& ctx, const Options& options) {
  return std::make_unique<EchoCallOf<WireItem>>(misfit_.NoSuchStream(ctx, options));
}

std::unique_ptr<EchoCall> ProtobufCalls::NoSuchStreamService(const Context& ctx, const Options& options) {
  return std::make_unique<EchoCallOf<WireItem>>(no_such_service_.NoSuchStream(ctx, options));
}

}  // namespace peer
