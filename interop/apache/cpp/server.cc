// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The server: a thread a connection, Framed and Buffered on one port, told apart by the first byte.
#include "server.h"

#include <sys/socket.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <thread>

#include <thrift/transport/TBufferTransports.h>
#include <thrift/transport/TServerSocket.h>

#include "connection.h"

using namespace apache::thrift;

namespace {

// What a handler fails with. To a std::exception the library answers type 0, where the contract says 6.
struct Failure {
  std::string text;
};

class Handler : public interop::InteropIf {
 public:
  explicit Handler(std::string name) : name_(std::move(name)) {}

  void Ping(std::string& result, const std::string& text) override { Count("Ping"), result = text; }
  void EchoEverything(interop::Everything& result, const interop::Everything& value) override {
    Count("EchoEverything");
    result = value;
  }
  void EchoOld(interop::Old& result, const interop::Old& value) override { Count("EchoOld"), result = value; }
  void EchoNew(interop::New& result, const interop::New& value) override { Count("EchoNew"), result = value; }
  void Join(std::string& result, const std::string& left, int64_t number, const interop::Inner& inner) override {
    Count("Join");
    result = left + ":" + std::to_string(number) + ":" + inner.name + ":" + std::to_string(inner.count);
  }
  void Nothing() override { Count("Nothing"); }
  void Notify(const std::string& key) override {
    Count("Notify");
    std::lock_guard lock(mutex_);
    ++notified_[key];
  }
  int32_t Notified(const std::string& key) override {
    Count("Notified");
    std::lock_guard lock(mutex_);
    return notified_[key];
  }
  // 5 and 6: the library can neither say a business error nor leave the result out; the empty text comes closest.
  void Raise(std::string& result, int32_t kind) override {
    Count("Raise");
    if (kind == 1) {
      interop::NotFound error;
      error.what_ = "thing";
      error.__set_code(404);
      throw error;
    }
    if (kind == 2) {
      interop::Denied error;
      error.reason = "no";
      throw error;
    }
    if (kind == 3) throw Failure{"handler failed"};
    if (kind == 4) throw Failure{"boom"};
    result = kind == 5 || kind == 6 ? "" : "fine";
  }
  void Sleep(std::string& result, int32_t millis) override {
    std::this_thread::sleep_for(std::chrono::milliseconds(millis));
    Count("Sleep");
    result = "slept";
  }
  void Payload(std::string& result, const std::string& data, int32_t size) override {
    Count("Payload");
    result.resize(std::max(size, 0));
    for (size_t i = 0; i < result.size(); ++i) result[i] = data.empty() ? 0 : static_cast<char>(i + data[0]);
  }
  // Nothing travels over Framed and Buffered.
  void Meta(std::map<std::string, std::string>& result, const std::string&) override {
    Count("Meta");
    result = {{"from", ""}, {"method", "Meta"}};
  }
  void Hop(std::string& result, const std::vector<std::string>& route, const std::string& text) override {
    Count("Hop");
    if (route.empty()) {
      result = text;
      return;
    }
    auto at = route[0].find('@');
    Connection next(route[0].substr(0, at), route[0].substr(at + 1));
    next.client.Hop(result, {route.begin() + 1, route.end()}, text);
    result = name_ + ">" + result;
  }
  nlohmann::json handled() const { return handled_; }

 private:
  void Count(const char* method) {
    std::lock_guard lock(mutex_);
    ++handled_[method];
  }

  std::string name_;
  std::mutex mutex_;
  std::map<std::string, int> handled_, notified_;
};

class Processor : public interop::InteropProcessor {
 public:
  using InteropProcessor::InteropProcessor;

 protected:
  bool dispatchCall(protocol::TProtocol* in, protocol::TProtocol* out, const std::string& method, int32_t sequence,
                    void* context) override {
    try {
      return InteropProcessor::dispatchCall(in, out, method, sequence, context);
    } catch (const Failure& failure) {
      out->writeMessageBegin(method, protocol::T_EXCEPTION, sequence);
      TApplicationException(TApplicationException::INTERNAL_ERROR, failure.text).write(out);
      out->writeMessageEnd();
      out->getTransport()->writeEnd();
      out->getTransport()->flush();
      return true;
    }
  }
};

void Serve(const std::shared_ptr<transport::TTransport>& stream, TProcessor& processor) try {
  unsigned char first = 0;
  auto* socket = static_cast<transport::TSocket*>(stream.get());
  if (recv(socket->getSocketFD(), &first, 1, MSG_PEEK) != 1) return;
  std::shared_ptr<transport::TTransport> wrapped;
  if (first & 0x80)
    wrapped = std::make_shared<transport::TBufferedTransport>(stream, Limits());
  else
    wrapped = std::make_shared<transport::TFramedTransport>(stream, Limits());
  auto protocol = std::make_shared<protocol::TBinaryProtocol>(wrapped);
  while (processor.process(protocol, protocol, nullptr) && wrapped->peek()) {
  }
} catch (const TException&) {
  // The caller has gone, in the middle of a message or of its answer.
}

}  // namespace

int RunServer(const std::string& address, const std::string& name) {
  sigset_t term;
  sigemptyset(&term);
  sigaddset(&term, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &term, nullptr);

  auto handler = std::make_shared<Handler>(name);
  Processor processor(handler);
  auto colon = address.rfind(':');
  transport::TServerSocket listener(address.substr(0, colon), std::stoi(address.substr(colon + 1)));
  listener.listen();
  std::puts("ready");
  std::fflush(stdout);

  std::vector<std::pair<std::shared_ptr<transport::TTransport>, std::thread>> connections;
  std::thread acceptor([&] {
    try {
      while (true) {
        auto stream = listener.accept();
        connections.emplace_back(stream, [stream, &processor] {
          Serve(stream, processor);
          shutdown(static_cast<transport::TSocket*>(stream.get())->getSocketFD(), SHUT_RDWR);
        });
      }
    } catch (const transport::TTransportException&) {
      // Interrupted below.
    }
  });
  int signal = 0;
  sigwait(&term, &signal);
  listener.interrupt();
  acceptor.join();
  // Nothing more comes in; what has come is answered.
  for (auto& [stream, thread] : connections)
    shutdown(static_cast<transport::TSocket*>(stream.get())->getSocketFD(), SHUT_RD);
  for (auto& [stream, thread] : connections) thread.join();
  std::printf("{\"handled\": %s}\n", handler->handled().dump().c_str());
  return 0;
}
