// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "handler.h"

namespace streams {

using elanus::Context;
using elanus::Result;
using elanus::Span;
using elanus::Status;
using elanus::StrCat;
using elanus::Task;
using streaming::DataChunk;
using streaming::DataResponse;

static Task<Status> SendChunk(const Context& ctx, std::int64_t request_id, int index,
                              elanus::StreamWriter<DataChunk>& out) {
  Span span(ctx, "SendChunk");
  span.Set("chunk.index", index);
  DataChunk chunk(index);
  chunk.data = StrCat("chunk ", index, " of request ", request_id);
  Status sent = co_await out.Send(chunk);  // waits while the caller is slow
  if (!sent) co_return span.Fail(sent);
  span.Ok();
  co_return sent;
}

Task<Status> StreamHandler::ServerStream(const Context& ctx, streaming::StreamRequest req,
                                         elanus::StreamWriter<DataChunk>& out) {
  Span span(ctx, "StreamService.ServerStream");
  span.Set("stream.request_id", req.request_id);
  constexpr int kChunks = 10;
  for (int i = 0; i < kChunks; ++i) {
    Status sent = co_await SendChunk(span, req.request_id, i, out);
    if (!sent) co_return span.Fail(sent);
  }
  span.Ok();
  co_return elanus::Ok();
}

Task<Result<DataResponse>> StreamHandler::ClientStream(const Context& ctx, elanus::StreamReader<DataChunk>& in) {
  Span span(ctx, "StreamService.ClientStream");
  DataChunk chunk;
  std::int64_t chunks = 0;
  std::size_t bytes = 0;
  while (co_await in.Recv(chunk)) {
    ++chunks;
    if (chunk.data) bytes += chunk.data->size();
  }
  if (!in.status().ok()) co_return span.Fail(in.status());  // cancelled, too late, or the connection was lost
  span.Set("stream.chunks", chunks);
  span.Ok();
  co_return DataResponse(StrCat("got ", chunks, " chunks of ", bytes, " bytes in all"));
}

Task<Status> StreamHandler::BidirectionalStream(const Context& ctx, elanus::Stream<DataChunk, DataResponse>& stream) {
  Span span(ctx, "StreamService.BidirectionalStream");
  DataChunk chunk;
  while (co_await stream.Recv(chunk)) {
    const DataResponse response(StrCat("got chunk ", chunk.index));
    Status sent = co_await stream.Send(response);
    if (!sent) co_return span.Fail(sent);
  }
  if (!stream.status().ok()) co_return span.Fail(stream.status());
  span.Ok();
  co_return elanus::Ok();
}

}  // namespace streams
