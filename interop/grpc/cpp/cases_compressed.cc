// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// gzip, a message at a time: the sender says which messages are to be compressed, and the receiver looks at each one's
// flag.
#include "cases.h"
#include "message_flags.h"

using namespace grpc::testing;

namespace {

bool WasCompressed(const grpc::ClientContext& context) { return InteropClientContextInspector::WasCompressed(context); }

// A server that does not look at the flag cannot be tested with it: it must refuse a message that is not compressed but
// says so.
void ProbeUnary(const Channel& channel) {
  grpc::ClientContext context;
  SimpleRequest request = LargeRequest();
  request.mutable_expect_compressed()->set_value(true);
  SimpleResponse answer;
  const auto status = TestService::NewStub(channel)->UnaryCall(&context, request, &answer);
  Require(status.error_code() == grpc::INVALID_ARGUMENT,
          "INVALID_ARGUMENT for the probe, got " + std::to_string(status.error_code()));
}

}  // namespace

void ClientCompressedUnary(const Channel& channel) {
  ProbeUnary(channel);
  for (bool compressed : {true, false}) {
    grpc::ClientContext context;
    context.set_compression_algorithm(compressed ? GRPC_COMPRESS_GZIP : GRPC_COMPRESS_NONE);
    SimpleRequest request = LargeRequest();
    request.mutable_expect_compressed()->set_value(compressed);
    SimpleResponse answer;
    RequireStatus(TestService::NewStub(channel)->UnaryCall(&context, request, &answer), grpc::OK, "");
    RequireBody(answer, 314159);
  }
}

void ServerCompressedUnary(const Channel& channel) {
  for (bool compressed : {true, false}) {
    grpc::ClientContext context;
    SimpleRequest request = LargeRequest();
    request.mutable_response_compressed()->set_value(compressed);
    SimpleResponse answer;
    RequireStatus(TestService::NewStub(channel)->UnaryCall(&context, request, &answer), grpc::OK, "");
    RequireBody(answer, 314159);
    Require(WasCompressed(context) == compressed, compressed ? "a compressed answer" : "a plain answer");
  }
}

void ClientCompressedStreaming(const Channel& channel) {
  auto stub = TestService::NewStub(channel);
  StreamingInputCallRequest request;
  FillPayload(*request.mutable_payload(), 27182);
  request.mutable_expect_compressed()->set_value(true);
  {
    grpc::ClientContext context;
    StreamingInputCallResponse answer;
    auto writer = stub->StreamingInputCall(&context, &answer);
    writer->Write(request);
    writer->WritesDone();
    Require(writer->Finish().error_code() == grpc::INVALID_ARGUMENT, "INVALID_ARGUMENT for the probe");
  }
  grpc::ClientContext context;
  context.set_compression_algorithm(GRPC_COMPRESS_GZIP);
  StreamingInputCallResponse answer;
  auto writer = stub->StreamingInputCall(&context, &answer);
  Require(writer->Write(request), "to write");
  FillPayload(*request.mutable_payload(), 45904);
  request.mutable_expect_compressed()->set_value(false);
  Require(writer->Write(request, grpc::WriteOptions().set_no_compression()), "to write");
  writer->WritesDone();
  RequireStatus(writer->Finish(), grpc::OK, "");
  Require(answer.aggregated_payload_size() == 73086, "the sum 73086");
}

void ServerCompressedStreaming(const Channel& channel) {
  StreamingOutputCallRequest request;
  for (auto [size, compressed] : {std::pair(31415, true), std::pair(92653, false)}) {
    auto* parameters = request.add_response_parameters();
    parameters->set_size(size);
    parameters->mutable_compressed()->set_value(compressed);
  }
  grpc::ClientContext context;
  auto stub = TestService::NewStub(channel);
  auto reader = stub->StreamingOutputCall(&context, request);
  StreamingOutputCallResponse answer;
  for (auto [size, compressed] : {std::pair(31415u, true), std::pair(92653u, false)}) {
    Require(reader->Read(&answer), "two messages");
    RequireBody(answer, size);
    Require(WasCompressed(context) == compressed, compressed ? "a compressed message" : "a plain message");
  }
  Require(!reader->Read(&answer), "no third message");
  RequireStatus(reader->Finish(), grpc::OK, "");
}
