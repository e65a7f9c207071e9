// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "workflow.h"

namespace streams {

using elanus::Context;
using elanus::Result;
using elanus::Span;
using elanus::Status;
using elanus::StrCat;
using elanus::Task;
using streaming::DataChunk;
using streaming::DataResponse;

static constexpr int kChunks = 5;

Task<Result<std::vector<DataChunk>>> ServerStreamExample(const Context& ctx, streaming::StreamServiceClient& client,
                                                         std::int64_t request_id) {
  Span span(ctx, "ServerStreamExample");
  const streaming::StreamRequest request(request_id);
  auto stream = client.ServerStream(span, request);
  std::vector<DataChunk> chunks;
  DataChunk chunk;
  while (co_await stream.Recv(chunk)) chunks.push_back(chunk);
  if (!stream.status().ok()) co_return span.Fail(stream.status());
  span.Set("stream.chunks", static_cast<std::int64_t>(chunks.size()));
  span.Ok();
  co_return std::move(chunks);
}

// The stream is a child of the span `ctx`; the span of a chunk lasts until there is room for the next one.
template <class Stream>
static Task<Status> SendDataChunk(const Context& ctx, Stream& stream, int index) {
  Span span(ctx, "SendDataChunk");
  span.Set("chunk.index", index);
  DataChunk chunk(index);
  chunk.data = StrCat("data of chunk ", index);
  Status sent = co_await stream.Send(chunk);
  if (!sent) co_return span.Fail(sent);
  span.Ok();
  co_return sent;
}

Task<Result<DataResponse>> ClientStreamExample(const Context& ctx, streaming::StreamServiceClient& client) {
  Span span(ctx, "ClientStreamExample");
  auto stream = client.ClientStream(span);
  for (int i = 0; i < kChunks; ++i) {
    Status sent = co_await SendDataChunk(span, stream, i);
    if (!sent) break;  // CloseAndRecv says why
  }
  auto response = co_await stream.CloseAndRecv();
  if (!response) co_return span.Fail(response.status());
  span.Set("response.message", response->message);
  span.Ok();
  co_return std::move(*response);
}

Task<Result<std::vector<DataResponse>>> BidirectionalStreamExample(const Context& ctx,
                                                                   streaming::StreamServiceClient& client) {
  Span span(ctx, "BidirectionalStreamExample");
  auto stream = client.BidirectionalStream(span);
  std::vector<DataResponse> responses;
  DataResponse response;
  for (int i = 0; i < kChunks; ++i) {
    Status sent = co_await SendDataChunk(span, stream, i);
    if (!sent) break;
    const bool came = co_await stream.Recv(response);
    if (!came) break;
    responses.push_back(response);
  }
  Status closed = stream.CloseSend();
  while (closed.ok() && co_await stream.Recv(response)) responses.push_back(response);
  if (!stream.status().ok()) co_return span.Fail(stream.status());
  span.Ok();
  co_return std::move(responses);
}

}  // namespace streams
