// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/hostile/scripted_server.h"

#include "elanus/protocol/kitex/incoming.h"
#include "tests/hostile/bytes.h"

namespace elanus::hostile {

class ScriptedServer::Peer final : net::StreamObserver {
 public:
  Peer(ScriptedServer& server, std::unique_ptr<net::Stream> stream) : server_(server), stream_(std::move(stream)) {
    stream_->SetObserver(*this);
  }
  void Write(std::string_view bytes) {
    to_send_ += bytes;
    OnWritable();
  }

 private:
  void OnHangUp() override {}
  void OnReadable() override {
    char buffer[4096];
    while (stream_ != nullptr) {
      const net::IoResult read = stream_->Read(buffer, sizeof buffer);
      if (read.kind() != net::IoResult::Kind::kDone) return;
      received_.append(buffer, read.size());
      Answer();
    }
  }
  void OnWritable() override {
    while (!to_send_.empty() && stream_ != nullptr) {
      const net::IoResult wrote = stream_->Write(to_send_.data(), to_send_.size());
      if (wrote.kind() != net::IoResult::Kind::kDone) return;
      to_send_.erase(0, wrote.size());
    }
  }
  void Answer() {
    protocol::Incoming request;
    protocol::IncomingFinder finder{Limits()};
    while (stream_ != nullptr) {
      const wire::Found found = finder.Find(received_, request);
      if (!found.ok() || *found == wire::kMore) return;
      const std::int32_t sequence_id = request.head.sequence_id;
      received_.erase(0, request.size);
      if (std::exchange(server_.asked_, true)) {
        Write(FramedMessage(PingReply(sequence_id)));
      } else {
        Follow(server_.script_, sequence_id);
      }
    }
  }
  void Follow(const Script& script, std::int32_t sequence_id) {
    Write(script.answer(sequence_id));
    if (script.close) stream_->CloseWrite();
    if (!script.reset) return;
    stream_->Abort();
    stream_.reset();
  }

  ScriptedServer& server_;
  std::unique_ptr<net::Stream> stream_;
  std::string received_;
  std::string to_send_;
};

ScriptedServer::ScriptedServer(Script script, std::vector<ClientOption> options)
    : loop_(1), network_(std::make_shared<net::Loopback>(loop_.loop())), script_(std::move(script)) {
  auto listener = network_->Listen(loop_.loop(), *Address::Parse("server:1"),
                                   [this](net::Listener::MakeStream make) { Accept(make(loop_.loop())); });
  listener_ = std::move(*listener);
  options.push_back(WithRuntime(loop_.runtime()));
  options.push_back(WithNetwork(network_));
  options.push_back(WithHostPorts("server:1"));
  options.push_back(WithRPCTimeout(std::chrono::milliseconds(100)));
  client_ = std::make_unique<interop::InteropClient>("interop", ClientOption([options](client::Config& config) {
                                                       for (const ClientOption& option : options) option.Apply(config);
                                                     }));
}

ScriptedServer::~ScriptedServer() {
  client_.reset();
  peers_.clear();
  listener_.reset();
}

void ScriptedServer::Accept(std::unique_ptr<net::Stream> stream) {
  peers_.push_back(std::make_unique<Peer>(*this, std::move(stream)));
  if (accepted_++ == 0 && !script_.greeting.empty()) peers_.back()->Write(script_.greeting);
}

static Task<Result<std::string>> Ask(interop::InteropClient& client) { co_return co_await client.Ping({}, "hi"); }

Result<std::string> ScriptedServer::Call() { return loop_.Run(Ask(*client_)); }

std::string PingReply(std::int32_t sequence_id, std::string_view text) {
  std::string body = TextStruct(text);
  body[2] = 0;  // field 0: the result
  return ThriftMessage(2, "Ping", sequence_id, body);
}

}  // namespace elanus::hostile
