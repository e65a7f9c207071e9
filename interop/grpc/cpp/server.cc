// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0

#include "server.h"

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <thread>

#include "message_flags.h"
#include "testing.grpc.pb.h"

using namespace grpc::testing;
using grpc::ServerContext;
using grpc::Status;

namespace {

constexpr char kInitialKey[] = "x-grpc-test-echo-initial";
constexpr char kTrailingKey[] = "x-grpc-test-echo-trailing-bin";

void EchoMetadata(ServerContext& context) {
  const auto& metadata = context.client_metadata();
  const auto text = [](grpc::string_ref ref) { return std::string(ref.data(), ref.size()); };
  if (auto found = metadata.find(kInitialKey); found != metadata.end())
    context.AddInitialMetadata(kInitialKey, text(found->second));
  if (auto found = metadata.find(kTrailingKey); found != metadata.end())
    context.AddTrailingMetadata(kTrailingKey, text(found->second));
}

template <class Request>
Status CheckCompression(const ServerContext& context, const Request& request) {
  if (!request.has_expect_compressed()) return Status::OK;
  const bool came = InteropServerContextInspector::WasCompressed(context);
  if (came == request.expect_compressed().value()) return Status::OK;
  return {grpc::INVALID_ARGUMENT, came ? "expected a plain message" : "expected a compressed message"};
}

bool Answer(const ResponseParameters& wanted, grpc::internal::WriterInterface<StreamingOutputCallResponse>& to) {
  if (wanted.interval_us() > 0) std::this_thread::sleep_for(std::chrono::microseconds(wanted.interval_us()));
  StreamingOutputCallResponse answer;
  answer.mutable_payload()->set_body(std::string(static_cast<std::size_t>(wanted.size()), '\0'));
  grpc::WriteOptions options;
  if (!wanted.compressed().value()) options.set_no_compression();
  return to.Write(answer, options);
}

class Service final : public TestService::Service {
  Status EmptyCall(ServerContext*, const Empty*, Empty*) override { return Status::OK; }

  Status UnaryCall(ServerContext* context, const SimpleRequest* request, SimpleResponse* answer) override {
    EchoMetadata(*context);
    if (Status wrong = CheckCompression(*context, *request); !wrong.ok()) return wrong;
    if (request->response_compressed().value()) context->set_compression_algorithm(GRPC_COMPRESS_GZIP);
    if (request->response_status().code() != 0)
      return {static_cast<grpc::StatusCode>(request->response_status().code()), request->response_status().message()};
    answer->mutable_payload()->set_body(std::string(static_cast<std::size_t>(request->response_size()), '\0'));
    return Status::OK;
  }

  Status StreamingOutputCall(ServerContext* context, const StreamingOutputCallRequest* request,
                             grpc::ServerWriter<StreamingOutputCallResponse>* writer) override {
    for (const auto& wanted : request->response_parameters()) {
      if (wanted.compressed().value()) context->set_compression_algorithm(GRPC_COMPRESS_GZIP);
    }
    for (const auto& wanted : request->response_parameters()) {
      if (!Answer(wanted, *writer)) return Status::CANCELLED;
    }
    return Status::OK;
  }

  Status StreamingInputCall(ServerContext* context, grpc::ServerReader<StreamingInputCallRequest>* reader,
                            StreamingInputCallResponse* answer) override {
    int sum = 0;
    for (StreamingInputCallRequest request; reader->Read(&request);) {
      if (Status wrong = CheckCompression(*context, request); !wrong.ok()) return wrong;
      sum += static_cast<int>(request.payload().body().size());
    }
    answer->set_aggregated_payload_size(sum);
    return Status::OK;
  }

  Status FullDuplexCall(
      ServerContext* context,
      grpc::ServerReaderWriter<StreamingOutputCallResponse, StreamingOutputCallRequest>* stream) override {
    EchoMetadata(*context);
    for (StreamingOutputCallRequest request; stream->Read(&request);) {
      if (request.response_status().code() != 0)
        return {static_cast<grpc::StatusCode>(request.response_status().code()), request.response_status().message()};
      for (const auto& wanted : request.response_parameters()) {
        if (!Answer(wanted, *stream)) return Status::CANCELLED;
      }
    }
    return Status::OK;
  }
};

}  // namespace

int RunServer(const std::string& address) {
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTERM);
  sigaddset(&stop, SIGINT);
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);
  Service service;
  grpc::ServerBuilder builder;
  builder.AddListeningPort(address, grpc::InsecureServerCredentials());
  builder.RegisterService(&service);
  const auto server = builder.BuildAndStart();
  if (!server) {
    std::fprintf(stderr, "cannot listen on %s\n", address.c_str());
    return 1;
  }
  std::puts("ready");
  std::fflush(stdout);
  int number = 0;
  sigwait(&stop, &number);
  server->Shutdown(std::chrono::system_clock::now());
  return 0;
}
