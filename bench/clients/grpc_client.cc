// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// gRPC C++'s client with its asynchronous interface: one channel, one completion queue, one thread.
//   grpc_client --port P [--callers N] [--size BYTES] ...
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <grpcpp/grpcpp.h>

#include "bench/common/callers.h"
#include "bench/common/flags.h"
#include "bench/common/program.h"
#include "echo.grpc.pb.h"

namespace {

class Caller {
 public:
  Caller(echo::Echo::Stub& stub, grpc::CompletionQueue& queue, std::size_t size) : stub_(stub), queue_(queue) {
    request_.set_text(std::string(size, 'x'));
  }
  void Next(std::int64_t begin) {
    begin_ = begin;
    context_ = std::make_unique<grpc::ClientContext>();
    call_ = stub_.AsyncSay(context_.get(), request_, &queue_);
    call_->Finish(&reply_, &status_, this);
  }
  std::int64_t begin() const { return begin_; }
  void Check() const {
    if (!status_.ok()) bench::Die(status_.error_message());
    if (reply_.text().size() != request_.text().size()) bench::Die("the answer is not what was sent");
  }

 private:
  echo::Echo::Stub& stub_;
  grpc::CompletionQueue& queue_;
  echo::Text request_;
  echo::Text reply_;
  grpc::Status status_;
  std::int64_t begin_ = 0;
  std::unique_ptr<grpc::ClientContext> context_;
  std::unique_ptr<grpc::ClientAsyncResponseReader<echo::Text>> call_;
};

void Call(echo::Echo::Stub& stub, const bench::Flags& flags, const bench::Measure& measure, bench::Calls& calls) {
  grpc::CompletionQueue queue;
  std::vector<std::unique_ptr<Caller>> callers;
  int running = flags.Int("callers");
  for (int i = 0; i < running; ++i) {
    callers.push_back(std::make_unique<Caller>(stub, queue, static_cast<std::size_t>(flags.Number("size"))));
    callers.back()->Next(bench::Now());
  }
  void* tag = nullptr;
  bool ok = false;
  while (running > 0 && queue.Next(&tag, &ok)) {
    Caller& caller = *static_cast<Caller*>(tag);
    caller.Check();
    const std::int64_t now = calls.Answered(caller.begin());
    if (measure.goes_on()) {
      caller.Next(now);
    } else {
      --running;
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  bench::Begin();
  const bench::Flags flags(
      argc, argv,
      {{"port", "0"}, {"callers", "100"}, {"size", "1024"}, {"seconds", "2"}, {"warm-up", "0.3"}, {"server", "0"}});
  const auto channel = grpc::CreateChannel("127.0.0.1:" + flags.Text("port"), grpc::InsecureChannelCredentials());
  const auto stub = echo::Echo::NewStub(channel);
  bench::Measure measure(flags);
  bench::Calls calls(measure);
  std::thread caller([&] { Call(*stub, flags, measure, calls); });
  measure.Wait();
  caller.join();
  measure.Figures(calls).Print();
}
