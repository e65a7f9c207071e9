// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// gzip, a message at a time: the sender says which messages are to be compressed, and the receiver looks whether they
// were.
#include "interop/grpc/elanus/cases.h"

namespace grpc_peer {

using elanus::CallOptions;
using elanus::SendOptions;
using elanus::Status;
using namespace grpc::testing;

namespace {

Status RequireLargeAnswer(const elanus::Result<SimpleResponse>& answer) {
  if (!answer.ok()) return answer.status();
  return Require(answer->payload().body().size() == 314159, "a payload of 314159 bytes");
}

// A server that does not look cannot be tested: it must refuse a message that is not compressed but says so.
Status RequireRefusal(const Status& probe) {
  if (probe.code() == elanus::Code::kInvalidArgument) return elanus::Ok();
  return elanus::Internal("expected InvalidArgument for the probe, got ", probe.ToString());
}

StreamingInputCallRequest Input(std::size_t size, bool expect_compressed) {
  StreamingInputCallRequest request;
  request.mutable_payload()->set_body(std::string(size, '\0'));
  request.mutable_expect_compressed()->set_value(expect_compressed);
  return request;
}

CaseTask ProbeStreaming(Peer& peer) {
  auto stream = peer.client().StreamingInputCall(peer.root(), CallOptions().GRPCCompressor("identity"));
  const StreamingInputCallRequest request = Input(27182, true);
  Status sent = co_await stream.Send(request);
  if (!sent.ok()) co_return sent;
  auto answer = co_await stream.CloseAndRecv();
  co_return RequireRefusal(answer.status());
}

}  // namespace

CaseTask ClientCompressedUnary(Peer& peer) {
  SimpleRequest request = LargeRequest();
  request.mutable_expect_compressed()->set_value(true);
  auto probe = co_await peer.client().UnaryCall(peer.root(), request);
  if (Status wrong = RequireRefusal(probe.status()); !wrong.ok()) co_return wrong;
  auto compressed = co_await peer.client().UnaryCall(peer.root(), request, CallOptions().GRPCCompressor("gzip"));
  if (Status wrong = RequireLargeAnswer(compressed); !wrong.ok()) co_return wrong;
  request.mutable_expect_compressed()->set_value(false);
  auto plain = co_await peer.client().UnaryCall(peer.root(), request, CallOptions().GRPCCompressor("identity"));
  co_return RequireLargeAnswer(plain);
}

CaseTask ServerCompressedUnary(Peer& peer) {
  SimpleRequest request = LargeRequest();
  for (const bool compressed : {true, false}) {
    request.mutable_response_compressed()->set_value(compressed);
    elanus::Metadata came;
    CallOptions options;
    // Who compresses understands it too: that is how the server learns that it may.
    options.GRPCCompressor("gzip").ReceiveMetadata(came);
    auto answer = co_await peer.client().UnaryCall(peer.root(), request, options);
    if (Status wrong = RequireLargeAnswer(answer); !wrong.ok()) co_return wrong;
    const bool was = !came.Find(elanus::MetaKind::kPlain, ":compressed").empty();
    if (was != compressed) co_return elanus::Internal("expected ", compressed ? "a compressed" : "a plain", " answer");
  }
  co_return elanus::Ok();
}

CaseTask ClientCompressedStreaming(Peer& peer) {
  Status refused = co_await ProbeStreaming(peer);
  if (!refused.ok()) co_return refused;
  auto stream = peer.client().StreamingInputCall(peer.root(), CallOptions().GRPCCompressor("gzip"));
  const StreamingInputCallRequest compressed = Input(27182, true), plain = Input(45904, false);
  Status sent = co_await stream.Send(compressed);
  if (!sent.ok()) co_return sent;
  sent = co_await stream.Send(plain, SendOptions().Compress(false));
  if (!sent.ok()) co_return sent;
  auto answer = co_await stream.CloseAndRecv();
  if (!answer.ok()) co_return answer.status();
  co_return Require(answer->aggregated_payload_size() == 73086, "the sum 73086");
}

CaseTask ServerCompressedStreaming(Peer& peer) {
  const std::pair<std::int32_t, bool> wanted[] = {{31415, true}, {92653, false}};
  StreamingOutputCallRequest request;
  for (const auto& [size, compressed] : wanted) {
    ResponseParameters& parameters = *request.add_response_parameters();
    parameters.set_size(size);
    parameters.mutable_compressed()->set_value(compressed);
  }
  auto stream = peer.client().StreamingOutputCall(peer.root(), request, CallOptions().GRPCCompressor("gzip"));
  StreamingOutputCallResponse answer;
  for (const auto& [size, compressed] : wanted) {
    const bool came = co_await stream.Recv(answer);
    if (!came) co_return elanus::Internal("expected two messages, got the end: ", stream.status().ToString());
    if (answer.payload().body().size() != static_cast<std::size_t>(size))
      co_return elanus::Internal("expected a payload of ", size, " bytes, got ", answer.payload().body().size());
    if (stream.compressed() != compressed)
      co_return elanus::Internal("expected ", compressed ? "a compressed" : "a plain", " message of ", size, " bytes");
  }
  const bool more = co_await stream.Recv(answer);
  if (more) co_return elanus::Internal("expected two messages, got a third");
  co_return stream.status();
}

}  // namespace grpc_peer
