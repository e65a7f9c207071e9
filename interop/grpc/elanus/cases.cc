// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The cases without compression.
#include "interop/grpc/elanus/cases.h"

#include <chrono>

#include "interop/grpc/elanus/case_table.h"

namespace grpc_peer {

using elanus::CallOptions;
using elanus::Code;
using elanus::Context;
using elanus::Metadata;
using elanus::MetaKind;
using elanus::Status;
using namespace grpc::testing;
using namespace std::chrono_literals;

namespace {

constexpr int kRequestSizes[] = {27182, 8, 1828, 45904};
constexpr int kResponseSizes[] = {31415, 9, 2653, 58979};
constexpr char kInitialKey[] = "x-grpc-test-echo-initial";
constexpr char kInitialValue[] = "test_initial_metadata_value";
constexpr char kTrailingKey[] = "x-grpc-test-echo-trailing-bin";
constexpr char kTrailingValue[] = "\xab\xab\xab";

void FillPayload(Payload& payload, int size) { payload.set_body(std::string(static_cast<std::size_t>(size), '\0')); }

StreamingOutputCallRequest Asking(int request_size, int response_size) {
  StreamingOutputCallRequest request;
  request.add_response_parameters()->set_size(response_size);
  FillPayload(*request.mutable_payload(), request_size);
  return request;
}

template <class Response>
Status RequireBody(const Response& response, int size) {
  const auto got = response.payload().body().size();
  return Require(got == static_cast<std::size_t>(size), elanus::StrCat("a payload of ", size, " bytes, got ", got));
}

template <class Call>
CaseTask RequireEnd(Call& stream) {
  StreamingOutputCallResponse more;
  const bool came = co_await stream.Recv(more);
  if (came) co_return elanus::Internal("expected the end of the stream, got a message");
  co_return stream.status();
}

CaseTask EmptyUnary(Peer& peer) {
  const Empty request;
  auto answer = co_await peer.client().EmptyCall(peer.root(), request);
  if (!answer.ok()) co_return answer.status();
  co_return Require(answer->ByteSizeLong() == 0, "an empty answer");
}

CaseTask LargeUnary(Peer& peer) {
  const SimpleRequest request = LargeRequest();
  auto answer = co_await peer.client().UnaryCall(peer.root(), request);
  co_return answer.ok() ? RequireBody(*answer, 314159) : answer.status();
}

CaseTask ClientStreaming(Peer& peer) {
  auto stream = peer.client().StreamingInputCall(peer.root());
  for (const int size : kRequestSizes) {
    StreamingInputCallRequest request;
    FillPayload(*request.mutable_payload(), size);
    Status sent = co_await stream.Send(request);
    if (!sent.ok()) co_return sent;
  }
  auto answer = co_await stream.CloseAndRecv();
  if (!answer.ok()) co_return answer.status();
  co_return Require(answer->aggregated_payload_size() == 74922, "the sum 74922");
}

CaseTask ServerStreaming(Peer& peer) {
  StreamingOutputCallRequest request;
  for (const int size : kResponseSizes) request.add_response_parameters()->set_size(size);
  auto stream = peer.client().StreamingOutputCall(peer.root(), request);
  StreamingOutputCallResponse answer;
  for (const int size : kResponseSizes) {
    const bool came = co_await stream.Recv(answer);
    if (!came) co_return elanus::Internal("expected four messages, got the end: ", stream.status().ToString());
    if (Status wrong = RequireBody(answer, size); !wrong.ok()) co_return wrong;
  }
  Status end = co_await RequireEnd(stream);
  co_return end;
}

CaseTask PingPong(Peer& peer) {
  auto stream = peer.client().FullDuplexCall(peer.root());
  for (int i = 0; i < 4; ++i) {
    const StreamingOutputCallRequest request = Asking(kRequestSizes[i], kResponseSizes[i]);
    Status sent = co_await stream.Send(request);
    if (!sent.ok()) co_return sent;
    StreamingOutputCallResponse answer;
    const bool came = co_await stream.Recv(answer);
    if (!came) co_return elanus::Internal("expected an answer, got the end: ", stream.status().ToString());
    if (Status wrong = RequireBody(answer, kResponseSizes[i]); !wrong.ok()) co_return wrong;
  }
  (void)stream.CloseSend();
  Status end = co_await RequireEnd(stream);
  co_return end;
}

CaseTask EmptyStream(Peer& peer) {
  auto stream = peer.client().FullDuplexCall(peer.root());
  (void)stream.CloseSend();
  Status end = co_await RequireEnd(stream);
  co_return end;
}

Status RequireMetadata(const Metadata& came) {
  if (came.Find(MetaKind::kPlain, kInitialKey) != kInitialValue) return elanus::Internal("expected the header back");
  return Require(came.Find(MetaKind::kTrailer, kTrailingKey) == kTrailingValue, "the trailer back");
}

CaseTask CustomMetadata(Peer& peer) {
  Metadata of_call;
  CallOptions options;
  options.Header(kInitialKey, kInitialValue).Header(kTrailingKey, kTrailingValue).ReceiveMetadata(of_call);
  const SimpleRequest request = LargeRequest();
  auto reply = co_await peer.client().UnaryCall(peer.root(), request, options);
  if (!reply.ok()) co_return reply.status();
  if (Status wrong = RequireMetadata(of_call); !wrong.ok()) co_return wrong;
  Metadata of_stream;
  options.ReceiveMetadata(of_stream);
  auto stream = peer.client().FullDuplexCall(peer.root(), options);
  const StreamingOutputCallRequest asking = Asking(271828, 314159);
  Status sent = co_await stream.Send(asking);
  if (!sent.ok()) co_return sent;
  (void)stream.CloseSend();
  StreamingOutputCallResponse answer;
  const bool came = co_await stream.Recv(answer);
  if (!came) co_return elanus::Internal("expected an answer, got the end: ", stream.status().ToString());
  Status end = co_await RequireEnd(stream);
  if (!end.ok()) co_return end;
  co_return RequireMetadata(of_stream);
}

CaseTask StatusCodeAndMessage(Peer& peer) {
  const std::string text = "test status message";
  SimpleRequest request;
  request.mutable_response_status()->set_code(2);
  request.mutable_response_status()->set_message(text);
  auto reply = co_await peer.client().UnaryCall(peer.root(), request);
  if (Status wrong = RequireStatus(reply.status(), Code::kUnknown, text); !wrong.ok()) co_return wrong;
  auto stream = peer.client().FullDuplexCall(peer.root());
  StreamingOutputCallRequest asking;
  *asking.mutable_response_status() = request.response_status();
  (void)co_await stream.Send(asking);
  (void)stream.CloseSend();
  Status end = co_await RequireEnd(stream);
  co_return RequireStatus(end, Code::kUnknown, text);
}

CaseTask SpecialStatusMessage(Peer& peer) {
  const std::string text = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n";
  SimpleRequest request;
  request.mutable_response_status()->set_code(2);
  request.mutable_response_status()->set_message(text);
  auto reply = co_await peer.client().UnaryCall(peer.root(), request);
  co_return RequireStatus(reply.status(), Code::kUnknown, text);
}

CaseTask UnimplementedMethod(Peer& peer) {
  const Empty request;
  auto reply = co_await peer.client().UnimplementedCall(peer.root(), request);
  co_return Require(reply.status().code() == Code::kUnimplemented, "Unimplemented, got " + reply.status().ToString());
}

CaseTask NoSuchService(Peer& peer) {
  const Empty request;
  auto reply = co_await peer.no_such_service().UnimplementedCall(peer.root(), request);
  co_return Require(reply.status().code() == Code::kUnimplemented, "Unimplemented, got " + reply.status().ToString());
}

CaseTask CancelAfterBegin(Peer& peer) {
  elanus::async::CancelSignal signal;
  const Context ctx = peer.root().WithCancel(signal);
  auto stream = peer.client().StreamingInputCall(ctx);
  StreamingInputCallRequest request;
  // The first operation opens the stream; there is none without a message.
  Status sent = co_await stream.Send(request);
  if (!sent.ok()) co_return sent;
  signal.Fire();
  auto answer = co_await stream.CloseAndRecv();
  co_return Require(answer.status().code() == Code::kCancelled, "Cancelled, got " + answer.status().ToString());
}

CaseTask CancelAfterFirstResponse(Peer& peer) {
  auto stream = peer.client().FullDuplexCall(peer.root());
  const StreamingOutputCallRequest request = Asking(27182, 31415);
  Status sent = co_await stream.Send(request);
  if (!sent.ok()) co_return sent;
  StreamingOutputCallResponse answer;
  const bool came = co_await stream.Recv(answer);
  if (!came) co_return elanus::Internal("expected an answer, got the end: ", stream.status().ToString());
  stream.Cancel();
  Status end = co_await RequireEnd(stream);
  co_return Require(end.code() == Code::kCancelled, "Cancelled, got " + end.ToString());
}

CaseTask TimeoutOnSleepingServer(Peer& peer) {
  const Context ctx = peer.root().WithTimeout(1ms);
  auto stream = peer.client().FullDuplexCall(ctx);
  StreamingOutputCallRequest request;
  FillPayload(*request.mutable_payload(), 27182);
  (void)co_await stream.Send(request);
  Status end = co_await RequireEnd(stream);
  co_return Require(end.code() == Code::kDeadlineExceeded, "DeadlineExceeded, got " + end.ToString());
}

constexpr Case kCases[] = {
    {"empty_unary", EmptyUnary},
    {"large_unary", LargeUnary},
    {"client_streaming", ClientStreaming},
    {"server_streaming", ServerStreaming},
    {"ping_pong", PingPong},
    {"empty_stream", EmptyStream},
    {"custom_metadata", CustomMetadata},
    {"status_code_and_message", StatusCodeAndMessage},
    {"special_status_message", SpecialStatusMessage},
    {"unimplemented_method", UnimplementedMethod},
    {"unimplemented_service", NoSuchService},
    {"cancel_after_begin", CancelAfterBegin},
    {"cancel_after_first_response", CancelAfterFirstResponse},
    {"timeout_on_sleeping_server", TimeoutOnSleepingServer},
    {"client_compressed_unary", ClientCompressedUnary},
    {"server_compressed_unary", ServerCompressedUnary},
    {"client_compressed_streaming", ClientCompressedStreaming},
    {"server_compressed_streaming", ServerCompressedStreaming},
};

}  // namespace

std::span<const Case> AllCases() { return kCases; }

SimpleRequest LargeRequest() {
  SimpleRequest request;
  request.set_response_size(314159);
  FillPayload(*request.mutable_payload(), 271828);
  return request;
}

}  // namespace grpc_peer
