// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0

#include "interop/peer/protobuf_handler.h"

#include <utility>

#include "interop/peer/serve_streams.h"

namespace peer {

using elanus::Context;
using elanus::Result;
using elanus::Status;
using elanus::Task;
using interop::StreamItem;

namespace {

Result<interop::Text> Answer(Result<std::string> text) {
  if (!text.ok()) return text.status();
  interop::Text answer;
  answer.set_text(std::move(*text));
  return answer;
}

}  // namespace

Task<Result<interop::Text>> ProtobufHandler::PingPb(const Context&, interop::Text text) { co_return std::move(text); }

Task<Result<interop::All>> ProtobufHandler::EchoPb(const Context&, interop::All value) { co_return std::move(value); }

Task<Result<interop::Text>> ProtobufHandler::RaisePb(const Context&, interop::RaiseRequest request) {
  co_return Answer(Deeds::Raise(request.kind()));
}

Task<Result<interop::Text>> ProtobufHandler::SleepPb(const Context& ctx, interop::SleepRequest request) {
  Result<std::string> slept = co_await Deeds::Sleep(ctx, request.millis());
  co_return Answer(std::move(slept));
}

Task<Result<interop::Bytes>> ProtobufHandler::PayloadPb(const Context&, interop::PayloadRequest request) {
  Result<std::string> data = Deeds::Payload(request.data(), request.answer_size());
  if (!data.ok()) co_return data.status();
  interop::Bytes answer;
  answer.set_data(std::move(*data));
  co_return std::move(answer);
}

Task<Result<interop::MetaAnswer>> ProtobufHandler::MetaPb(const Context& ctx, interop::Text command) {
  interop::MetaAnswer answer;
  for (const auto& [key, value] : Deeds::Meta(ctx, command.text())) (*answer.mutable_values())[key] = value;
  co_return std::move(answer);
}

Task<Result<interop::Text>> ProtobufHandler::HopPb(const Context& ctx, interop::HopRequest request) {
  std::vector<std::string> route(request.route().begin(), request.route().end());
  Result<std::string> text = co_await deeds_->Hop(ctx, std::move(route), request.text());
  co_return Answer(std::move(text));
}

Task<Result<interop::Text>> ProtobufHandler::EndedPb(const Context&, interop::Text key) {
  co_return Answer(deeds_->streams().Ended(key.text()));
}

Task<Status> ProtobufHandler::ServerStreamPb(const Context& ctx, interop::ItemsRequest request,
                                             elanus::StreamWriter<StreamItem>& out) {
  const Wish wish = Converted<Wish>(request);
  Status status = co_await ServeItems(ctx, wish, out, *deeds_);
  co_return status;
}

Task<Result<interop::ItemsSummary>> ProtobufHandler::ClientStreamPb(const Context& ctx,
                                                                    elanus::StreamReader<StreamItem>& in) {
  Result<Summary> summary = co_await TakeItems(ctx, in, *deeds_);
  if (!summary.ok()) co_return summary.status();
  co_return Converted<interop::ItemsSummary>(*summary);
}

Task<Status> ProtobufHandler::BidiPb(const Context& ctx, elanus::Stream<StreamItem, StreamItem>& stream) {
  return EchoItems(ctx, stream, *deeds_);
}

}  // namespace peer
