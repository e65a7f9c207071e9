// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// gzip, a call at a time: the sender says which messages are to be compressed, and the receiver looks whether they
// were.
#include "interop/grpc/elanus/cases.h"

namespace grpc_peer {

using elanus::CallOptions;
using elanus::Status;
using namespace grpc::testing;

namespace {

Status RequireLargeAnswer(const elanus::Result<SimpleResponse>& answer) {
  if (!answer.ok()) return answer.status();
  return Require(answer->payload().body().size() == 314159, "a payload of 314159 bytes");
}

}  // namespace

CaseTask ClientCompressedUnary(Peer& peer) {
  SimpleRequest request = LargeRequest();
  request.mutable_expect_compressed()->set_value(true);
  // A server that does not look cannot be tested: it must refuse a message that is not compressed but says so.
  auto probe = co_await peer.client().UnaryCall(peer.root(), request);
  if (probe.status().code() != elanus::Code::kInvalidArgument) {
    co_return elanus::Internal("expected InvalidArgument for the probe, got ", probe.status().ToString());
  }
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

}  // namespace grpc_peer
