// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0

#include "cases.h"

#include <chrono>
#include <stdexcept>

using namespace grpc::testing;

namespace {

using Duplex = grpc::ClientReaderWriter<StreamingOutputCallRequest, StreamingOutputCallResponse>;

constexpr std::size_t kRequestSizes[] = {27182, 8, 1828, 45904};
constexpr std::size_t kResponseSizes[] = {31415, 9, 2653, 58979};
constexpr char kInitialKey[] = "x-grpc-test-echo-initial";
constexpr char kInitialValue[] = "test_initial_metadata_value";
constexpr char kTrailingKey[] = "x-grpc-test-echo-trailing-bin";
constexpr char kTrailingValue[] = "\xab\xab\xab";

std::unique_ptr<TestService::Stub> Stub(const Channel& channel) { return TestService::NewStub(channel); }

StreamingOutputCallRequest Asking(std::size_t request_size, std::size_t response_size) {
  StreamingOutputCallRequest request;
  request.add_response_parameters()->set_size(static_cast<int>(response_size));
  FillPayload(*request.mutable_payload(), request_size);
  return request;
}

void RequireEnd(Duplex& stream) {
  StreamingOutputCallResponse more;
  Require(!stream.Read(&more), "the end of the stream");
  RequireStatus(stream.Finish(), grpc::OK, "");
}

void EmptyUnary(const Channel& channel) {
  grpc::ClientContext context;
  Empty answer;
  RequireStatus(Stub(channel)->EmptyCall(&context, Empty(), &answer), grpc::OK, "");
  Require(answer.ByteSizeLong() == 0, "an empty answer");
}

void LargeUnary(const Channel& channel) {
  grpc::ClientContext context;
  SimpleResponse answer;
  RequireStatus(Stub(channel)->UnaryCall(&context, LargeRequest(), &answer), grpc::OK, "");
  RequireBody(answer, 314159);
}

void ClientStreaming(const Channel& channel) {
  grpc::ClientContext context;
  StreamingInputCallResponse answer;
  auto stub = Stub(channel);
  auto writer = stub->StreamingInputCall(&context, &answer);
  for (std::size_t size : kRequestSizes) {
    StreamingInputCallRequest request;
    FillPayload(*request.mutable_payload(), size);
    Require(writer->Write(request), "to write");
  }
  writer->WritesDone();
  RequireStatus(writer->Finish(), grpc::OK, "");
  Require(answer.aggregated_payload_size() == 74922, "the sum 74922");
}

void ServerStreaming(const Channel& channel) {
  grpc::ClientContext context;
  StreamingOutputCallRequest request;
  for (std::size_t size : kResponseSizes) request.add_response_parameters()->set_size(static_cast<int>(size));
  auto stub = Stub(channel);
  auto reader = stub->StreamingOutputCall(&context, request);
  StreamingOutputCallResponse answer;
  for (std::size_t size : kResponseSizes) {
    Require(reader->Read(&answer), "four messages");
    RequireBody(answer, size);
  }
  Require(!reader->Read(&answer), "no fifth message");
  RequireStatus(reader->Finish(), grpc::OK, "");
}

void PingPong(const Channel& channel) {
  grpc::ClientContext context;
  auto stub = Stub(channel);
  auto stream = stub->FullDuplexCall(&context);
  for (std::size_t i = 0; i < 4; ++i) {
    Require(stream->Write(Asking(kRequestSizes[i], kResponseSizes[i])), "to write");
    StreamingOutputCallResponse answer;
    Require(stream->Read(&answer), "an answer");
    RequireBody(answer, kResponseSizes[i]);
  }
  stream->WritesDone();
  RequireEnd(*stream);
}

void EmptyStream(const Channel& channel) {
  grpc::ClientContext context;
  auto stub = Stub(channel);
  auto stream = stub->FullDuplexCall(&context);
  stream->WritesDone();
  RequireEnd(*stream);
}

void RequireMetadata(const grpc::ClientContext& context) {
  const auto& headers = context.GetServerInitialMetadata();
  const auto initial = headers.find(kInitialKey);
  Require(initial != headers.end() && initial->second == kInitialValue, "the header that was sent");
  const auto& trailers = context.GetServerTrailingMetadata();
  const auto trailing = trailers.find(kTrailingKey);
  Require(trailing != trailers.end() && trailing->second == kTrailingValue, "the trailer that was sent");
}

void CustomMetadata(const Channel& channel) {
  auto stub = Stub(channel);
  {
    grpc::ClientContext context;
    context.AddMetadata(kInitialKey, kInitialValue);
    context.AddMetadata(kTrailingKey, kTrailingValue);
    SimpleResponse answer;
    RequireStatus(stub->UnaryCall(&context, LargeRequest(), &answer), grpc::OK, "");
    RequireMetadata(context);
  }
  grpc::ClientContext context;
  context.AddMetadata(kInitialKey, kInitialValue);
  context.AddMetadata(kTrailingKey, kTrailingValue);
  auto stream = stub->FullDuplexCall(&context);
  Require(stream->Write(Asking(271828, 314159)), "to write");
  stream->WritesDone();
  StreamingOutputCallResponse answer;
  Require(stream->Read(&answer), "an answer");
  RequireEnd(*stream);
  RequireMetadata(context);
}

void StatusCodeAndMessage(const Channel& channel) {
  auto stub = Stub(channel);
  const std::string message = "test status message";
  {
    grpc::ClientContext context;
    SimpleRequest request;
    request.mutable_response_status()->set_code(2);
    request.mutable_response_status()->set_message(message);
    SimpleResponse answer;
    RequireStatus(stub->UnaryCall(&context, request, &answer), 2, message);
  }
  grpc::ClientContext context;
  auto stream = stub->FullDuplexCall(&context);
  StreamingOutputCallRequest request;
  request.mutable_response_status()->set_code(2);
  request.mutable_response_status()->set_message(message);
  Require(stream->Write(request), "to write");
  stream->WritesDone();
  StreamingOutputCallResponse answer;
  Require(!stream->Read(&answer), "no answer");
  RequireStatus(stream->Finish(), 2, message);
}

void SpecialStatusMessage(const Channel& channel) {
  const std::string message = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n";
  grpc::ClientContext context;
  SimpleRequest request;
  request.mutable_response_status()->set_code(2);
  request.mutable_response_status()->set_message(message);
  SimpleResponse answer;
  RequireStatus(Stub(channel)->UnaryCall(&context, request, &answer), 2, message);
}

void UnimplementedMethod(const Channel& channel) {
  grpc::ClientContext context;
  Empty answer;
  const grpc::Status status = Stub(channel)->UnimplementedCall(&context, Empty(), &answer);
  Require(status.error_code() == grpc::UNIMPLEMENTED, "UNIMPLEMENTED, got " + std::to_string(status.error_code()));
}

void NoSuchService(const Channel& channel) {
  grpc::ClientContext context;
  Empty answer;
  const grpc::Status status = UnimplementedService::NewStub(channel)->UnimplementedCall(&context, Empty(), &answer);
  Require(status.error_code() == grpc::UNIMPLEMENTED, "UNIMPLEMENTED, got " + std::to_string(status.error_code()));
}

void CancelAfterBegin(const Channel& channel) {
  grpc::ClientContext context;
  StreamingInputCallResponse answer;
  auto stub = Stub(channel);
  auto writer = stub->StreamingInputCall(&context, &answer);
  context.TryCancel();
  Require(writer->Finish().error_code() == grpc::CANCELLED, "CANCELLED");
}

void CancelAfterFirstResponse(const Channel& channel) {
  grpc::ClientContext context;
  auto stub = Stub(channel);
  auto stream = stub->FullDuplexCall(&context);
  Require(stream->Write(Asking(27182, 31415)), "to write");
  StreamingOutputCallResponse answer;
  Require(stream->Read(&answer), "an answer");
  context.TryCancel();
  Require(stream->Finish().error_code() == grpc::CANCELLED, "CANCELLED");
}

void TimeoutOnSleepingServer(const Channel& channel) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(1));
  auto stub = Stub(channel);
  auto stream = stub->FullDuplexCall(&context);
  StreamingOutputCallRequest request;
  FillPayload(*request.mutable_payload(), 27182);
  stream->Write(request);
  Require(stream->Finish().error_code() == grpc::DEADLINE_EXCEEDED, "DEADLINE_EXCEEDED");
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

void Require(bool holds, const std::string& expected) {
  if (!holds) throw std::runtime_error("expected " + expected);
}

void RequireStatus(const grpc::Status& status, int code, const std::string& message) {
  Require(status.error_code() == code && status.error_message() == message,
          "status " + std::to_string(code) + " \"" + message + "\", got " + std::to_string(status.error_code()) +
              " \"" + status.error_message() + "\"");
}

SimpleRequest LargeRequest() {
  SimpleRequest request;
  request.set_response_size(314159);
  FillPayload(*request.mutable_payload(), 271828);
  return request;
}

void FillPayload(Payload& payload, std::size_t size) { payload.set_body(std::string(size, '\0')); }
