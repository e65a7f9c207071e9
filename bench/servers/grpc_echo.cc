// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// gRPC C++ with its asynchronous interface: one completion queue, one thread, and always some calls that wait to be
// taken.
//   grpc_echo [--certificate FILE --key FILE]
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <thread>

#include <grpcpp/grpcpp.h>

#include "bench/common/flags.h"
#include "bench/common/program.h"
#include "echo.grpc.pb.h"

namespace {

constexpr int kWaiting = 512;
constexpr int kStreams = 16;

class Event {
 public:
  virtual ~Event() = default;
  // `ok`: what was waited for came about. Else the call has ended, or what was read.
  virtual void Go(bool ok) = 0;
};

// One call after the other, in the same object.
class Call final : public Event {
 public:
  Call(echo::Echo::AsyncService& service, grpc::ServerCompletionQueue& queue) : service_(service), queue_(queue) {
    Take();
  }
  void Go(bool ok) override {
    if (!ok) return;
    if (answering_) return Take();
    answering_ = true;
    reply_.set_text(request_.text());
    writer_->Finish(reply_, grpc::Status::OK, static_cast<Event*>(this));
  }

 private:
  void Take() {
    answering_ = false;
    request_.Clear();
    writer_.reset();
    context_ = std::make_unique<grpc::ServerContext>();
    writer_ = std::make_unique<grpc::ServerAsyncResponseWriter<echo::Text>>(context_.get());
    service_.RequestSay(context_.get(), &request_, writer_.get(), &queue_, &queue_, static_cast<Event*>(this));
  }

  echo::Echo::AsyncService& service_;
  grpc::ServerCompletionQueue& queue_;
  bool answering_ = false;
  echo::Text request_;
  echo::Text reply_;
  std::unique_ptr<grpc::ServerContext> context_;
  std::unique_ptr<grpc::ServerAsyncResponseWriter<echo::Text>> writer_;
};

// As Call, for streams: the next message is written when the one before has been taken.
class Pouring final : public Event {
 public:
  Pouring(echo::Echo::AsyncService& service, grpc::ServerCompletionQueue& queue) : service_(service), queue_(queue) {
    Take();
  }
  void Go(bool ok) override {
    if (!ok) return;
    if (ended_) return Take();
    if (sent_ == 0) text_.set_text(std::string(static_cast<std::size_t>(request_.size()), 'x'));
    if (sent_++ < request_.count()) return writer_->Write(text_, static_cast<Event*>(this));
    ended_ = true;
    writer_->Finish(grpc::Status::OK, static_cast<Event*>(this));
  }

 private:
  void Take() {
    ended_ = false;
    sent_ = 0;
    writer_.reset();
    context_ = std::make_unique<grpc::ServerContext>();
    writer_ = std::make_unique<grpc::ServerAsyncWriter<echo::Text>>(context_.get());
    service_.RequestPour(context_.get(), &request_, writer_.get(), &queue_, &queue_, static_cast<Event*>(this));
  }

  echo::Echo::AsyncService& service_;
  grpc::ServerCompletionQueue& queue_;
  bool ended_ = false;
  int sent_ = 0;
  echo::PourRequest request_;
  echo::Text text_;
  std::unique_ptr<grpc::ServerContext> context_;
  std::unique_ptr<grpc::ServerAsyncWriter<echo::Text>> writer_;
};

// The other way round: read until there is no more.
class Gathering final : public Event {
 public:
  Gathering(echo::Echo::AsyncService& service, grpc::ServerCompletionQueue& queue) : service_(service), queue_(queue) {
    Take();
  }
  void Go(bool ok) override {
    if (ended_) return Take();
    if (reading_ && !ok) {
      ended_ = true;
      return reader_->Finish(count_, grpc::Status::OK, static_cast<Event*>(this));
    }
    if (reading_) count_.set_messages(count_.messages() + 1);
    reading_ = true;
    reader_->Read(&text_, static_cast<Event*>(this));
  }

 private:
  void Take() {
    ended_ = reading_ = false;
    count_.Clear();
    reader_.reset();
    context_ = std::make_unique<grpc::ServerContext>();
    reader_ = std::make_unique<grpc::ServerAsyncReader<echo::Count, echo::Text>>(context_.get());
    service_.RequestGather(context_.get(), reader_.get(), &queue_, &queue_, static_cast<Event*>(this));
  }

  echo::Echo::AsyncService& service_;
  grpc::ServerCompletionQueue& queue_;
  bool ended_ = false;
  bool reading_ = false;
  echo::Text text_;
  echo::Count count_;
  std::unique_ptr<grpc::ServerContext> context_;
  std::unique_ptr<grpc::ServerAsyncReader<echo::Count, echo::Text>> reader_;
};

std::string Content(const std::string& path) {
  std::ifstream file(path);
  if (!file) bench::Die("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::shared_ptr<grpc::ServerCredentials> Credentials(const bench::Flags& flags) {
  if (flags.Text("certificate").empty()) return grpc::InsecureServerCredentials();
  grpc::SslServerCredentialsOptions options;
  options.pem_key_cert_pairs.push_back({Content(flags.Text("key")), Content(flags.Text("certificate"))});
  return grpc::SslServerCredentials(options);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Begin();
  const bench::Flags flags(argc, argv, {{"certificate", ""}, {"key", ""}});
  echo::Echo::AsyncService service;
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", Credentials(flags), &port);
  builder.RegisterService(&service);
  const std::unique_ptr<grpc::ServerCompletionQueue> queue = builder.AddCompletionQueue();
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr) bench::Die("gRPC did not start");
  std::thread([&] {
    // For as long as the process.
    for (int i = 0; i < kWaiting; ++i) new Call(service, *queue);
    for (int i = 0; i < kStreams; ++i) new Pouring(service, *queue);
    for (int i = 0; i < kStreams; ++i) new Gathering(service, *queue);
    void* tag = nullptr;
    bool ok = false;
    while (queue->Next(&tag, &ok)) static_cast<Event*>(tag)->Go(ok);
  }).detach();
  bench::SayPort(port);
  bench::WaitForStop();
  std::_Exit(0);
}
