// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0

#include "interop/peer/stream_handler.h"

#include "interop/peer/serve_streams.h"

namespace peer {

using elanus::Context;
using elanus::Result;
using elanus::Status;
using elanus::Task;
using WireItem = interop::streams::Item;

Task<Status> StreamHandler::Bidi(const Context& ctx, elanus::Stream<WireItem, WireItem>& stream) {
  return EchoItems(ctx, stream, *deeds_);
}

Task<Result<interop::streams::Summary>> StreamHandler::ClientStream(const Context& ctx,
                                                                    elanus::StreamReader<WireItem>& in) {
  Result<Summary> summary = co_await TakeItems(ctx, in, *deeds_);
  if (!summary.ok()) co_return summary.status();
  co_return Converted<interop::streams::Summary>(*summary);
}

Task<Status> StreamHandler::ServerStream(const Context& ctx, interop::streams::Request request,
                                         elanus::StreamWriter<WireItem>& out) {
  const Wish wish = Converted<Wish>(request);
  Status status = co_await ServeItems(ctx, wish, out, *deeds_);
  co_return status;
}

Task<Result<std::string>> StreamHandler::Ended(const Context&, std::string key) {
  co_return deeds_->streams().Ended(key);
}

}  // namespace peer
