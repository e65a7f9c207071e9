// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0

#include "interop/peer/thrift_calls.h"

#include "interop/peer/stream_calls.h"

namespace peer {

using elanus::Context;
using elanus::Result;
using elanus::Task;
using WireItem = interop::streams::Item;

ThriftCalls::ThriftCalls(std::string_view service, const elanus::ClientOption& options)
    : client_(service, options),
      streams_(service, options),
      misfit_(service, options),
      no_such_stream_(service, options),
      no_such_service_(service, options) {}

Calls::Text ThriftCalls::Ping(const Context& ctx, const std::string& text, const Options& options) {
  auto reply = co_await client_.Ping(ctx, text, options);
  co_return reply;
}

Calls::Text ThriftCalls::Raise(const Context& ctx, std::int32_t kind, const Options& options) {
  auto reply = co_await client_.Raise(ctx, kind, options);
  co_return reply;
}

Calls::Text ThriftCalls::Sleep(const Context& ctx, std::int32_t millis, const Options& options) {
  auto reply = co_await client_.Sleep(ctx, millis, options);
  co_return reply;
}

Calls::Text ThriftCalls::Payload(const Context& ctx, const std::string& data, std::int32_t answer_size) {
  auto reply = co_await client_.Payload(ctx, data, answer_size);
  co_return reply;
}

Task<Result<Calls::Values>> ThriftCalls::Meta(const Context& ctx, const std::string& command, const Options& options) {
  auto reply = co_await client_.Meta(ctx, command, options);
  co_return reply;
}

Calls::Text ThriftCalls::Hop(const Context& ctx, const std::vector<std::string>& route, const std::string& text) {
  auto reply = co_await client_.Hop(ctx, route, text);
  co_return reply;
}

Calls::Text ThriftCalls::Ended(const Context& ctx, const std::string& key) {
  auto reply = co_await streams_.Ended(ctx, key);
  co_return reply;
}

std::unique_ptr<ItemsCall> ThriftCalls::ServerStream(const Context& ctx, const Wish& wish, const Options& options) {
  const auto request = Converted<interop::streams::Request>(wish);
  return std::make_unique<ItemsCallOf<WireItem>>(streams_.ServerStream(ctx, request, options));
}

std::unique_ptr<UploadCall> ThriftCalls::ClientStream(const Context& ctx, const Options& options) {
  return std::make_unique<UploadCallOf<WireItem, interop::streams::Summary>>(streams_.ClientStream(ctx, options));
}

std::unique_ptr<EchoCall> ThriftCalls::Bidi(const Context& ctx, const Options& options) {
  return std::make_unique<EchoCallOf<WireItem>>(streams_.Bidi(ctx, options));
}

Calls::Text ThriftCalls::NoSuchMethod(const Context& ctx) {
  auto reply = co_await misfit_.NoSuchMethod(ctx, "hi");
  co_return reply;
}

Calls::Text ThriftCalls::NoSuchService(const Context& ctx) {
  auto reply = co_await no_such_service_.NoSuchMethod(ctx, "hi");
  co_return reply;
}

Calls::Text ThriftCalls::WrongService(const Context& ctx, const std::string& text) {
  auto reply = co_await no_such_service_.Ping(ctx, text);
  co_return reply;
}

std::unique_ptr<EchoCall> ThriftCalls::NoSuchStream(const Context& ctx, const Options& options) {
  return std::make_unique<EchoCallOf<WireItem>>(no_such_stream_.NoSuchStream(ctx, options));
}

std::unique_ptr<EchoCall> ThriftCalls::NoSuchStreamService(const Context& ctx, const Options& options) {
  return std::make_unique<EchoCallOf<WireItem>>(no_such_service_.NoSuchStream(ctx, options));
}

}  // namespace peer
