// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// gRPC C++ with its asynchronous interface: one completion queue, one thread, and always some calls that wait to be
// taken.
//   grpc_echo
#include <memory>
#include <string>
#include <thread>

#include <grpcpp/grpcpp.h>

#include "bench/common/flags.h"
#include "bench/common/program.h"
#include "echo.grpc.pb.h"

namespace {

constexpr int kWaiting = 512;

// One call after the other, in the same object.
class Call {
 public:
  Call(echo::Echo::AsyncService& service, grpc::ServerCompletionQueue& queue) : service_(service), queue_(queue) {
    Take();
  }
  void Go() {
    if (answering_) return Take();
    answering_ = true;
    reply_.set_text(request_.text());
    writer_->Finish(reply_, grpc::Status::OK, this);
  }

 private:
  void Take() {
    answering_ = false;
    request_.Clear();
    writer_.reset();
    context_ = std::make_unique<grpc::ServerContext>();
    writer_ = std::make_unique<grpc::ServerAsyncResponseWriter<echo::Text>>(context_.get());
    service_.RequestSay(context_.get(), &request_, writer_.get(), &queue_, &queue_, this);
  }

  echo::Echo::AsyncService& service_;
  grpc::ServerCompletionQueue& queue_;
  bool answering_ = false;
  echo::Text request_;
  echo::Text reply_;
  std::unique_ptr<grpc::ServerContext> context_;
  std::unique_ptr<grpc::ServerAsyncResponseWriter<echo::Text>> writer_;
};

}  // namespace

int main(int argc, char** argv) {
  bench::Begin();
  const bench::Flags flags(argc, argv, {});
  echo::Echo::AsyncService service;
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&service);
  const std::unique_ptr<grpc::ServerCompletionQueue> queue = builder.AddCompletionQueue();
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr) bench::Die("gRPC did not start");
  std::thread([&] {
    for (int i = 0; i < kWaiting; ++i) new Call(service, *queue);  // for as long as the process
    void* tag = nullptr;
    bool ok = false;
    while (queue->Next(&tag, &ok)) {
      if (ok) static_cast<Call*>(tag)->Go();
    }
  }).detach();
  bench::SayPort(port);
  bench::WaitForStop();
  std::_Exit(0);
}
