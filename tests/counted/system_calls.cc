// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What system_calls.py counts under strace: a client and a server over TCP, a loop each. Warms up, and makes its calls
// between two marks of each thread, which are writes to a descriptor that does not exist.
//   counted_system_calls coroutine|blocking|callback CALLS CALLERS [mux] [traced]
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "elanus/async/scope.h"
#include "elanus/async/wait.h"
#include "tests/counted/handler.h"

namespace elanus {
namespace {

Runtime::Options OneLoop() {
  Runtime::Options options;
  options.loops = 1;
  return options;
}

class Swallow final : public SpanExporter {
 public:
  Task<ExportResult> Export(Bytes, TimePoint) override { co_return ExportResult(); }
  void Stop() override {}
};

void Mark(std::string_view text) { [[maybe_unused]] const ssize_t failed = write(-1, text.data(), text.size()); }

void MarkOn(async::Loop& loop, std::string_view text) {
  async::Latch done;
  loop.Post([&] {
    Mark(text);
    done.Set();
  });
  done.Wait();
}

Task<void> Caller(orders::OrdersClient& client, const Context& ctx, int calls) {
  const std::string text = CountedText();
  for (int i = 0; i < calls; ++i) {
    auto reply = co_await client.Echo(ctx, text);
    ELANUS_CHECK(reply.ok(), reply.status().ToString());
  }
}

Task<void> Callers(async::Loop& loop, orders::OrdersClient& client, const Context& ctx, int calls, int callers) {
  co_await loop.Hop();
  Scope scope;
  for (int i = 0; i < callers; ++i) scope.Spawn(Caller(client, ctx, calls / callers));
  co_await scope.Join();
}

void Block(orders::OrdersClient& client, const Context& ctx, int calls) {
  const std::string text = CountedText();
  for (int i = 0; i < calls; ++i) {
    auto reply = client.Echo(ctx, text).Wait();
    ELANUS_CHECK(reply.ok(), reply.status().ToString());
  }
}

// Each answer asks again.
class Chain {
 public:
  Chain(orders::OrdersClient& client, const Context& ctx, int calls) : client_(client), ctx_(ctx), left_(calls) {}
  void Next() {
    if (left_-- == 0) return done_.Set();
    client_.Echo(ctx_, text_).Then([this](Result<std::string> reply) {
      ELANUS_CHECK(reply.ok(), reply.status().ToString());
      Next();
    });
  }
  void Wait() { done_.Wait(); }

 private:
  orders::OrdersClient& client_;
  const Context& ctx_;
  int left_;
  const std::string text_ = CountedText();
  async::Latch done_;
};

class Words {
 public:
  std::string_view how;
  int calls = 0;
  int callers = 0;
  bool mux = false;
  bool traced = false;
};

class World {
 public:
  explicit World(const Words& words) : words_(words), server_runtime_(OneLoop()), client_runtime_(OneLoop()) {
    std::vector<ServerOption> server = {WithServiceAddr("127.0.0.1:0"), WithRuntime(server_runtime_)};
    std::vector<ClientOption> client;
    if (words.mux) client.push_back(WithMuxConnection(1));
    if (words.traced) {
      TracerProviderOptions options;
      options.exporter = std::make_shared<Swallow>();
      provider_.emplace(std::move(options));
      server.push_back(WithSuite(NewServerSuite(*provider_)));
      client.push_back(WithSuite(NewClientSuite(*provider_)));
    }
    server_.emplace(std::move(server));
    orders::Register(*server_, std::make_shared<EchoingOrders>());
    const Status started = server_->Start();
    ELANUS_CHECK(started.ok(), started.ToString());
    client_ = std::make_unique<orders::OrdersClient>(
        "orders", WithRuntime(client_runtime_), WithHostPorts(server_->address().ToString()),
        WithConnectTimeout(std::chrono::seconds(5)), ClientOption([client](client::Config& config) {
          for (const ClientOption& option : client) option.Apply(config);
        }));
  }

  void Marks(const std::string& word) {
    MarkOn(server_runtime_.loop(0), "server " + word);
    MarkOn(client_runtime_.loop(0), "client " + word);
    Mark("caller " + word);
  }

  void Call(int calls) {
    const Context nothing;
    const Context& ctx = provider_ ? provider_->Root() : nothing;
    if (words_.how == "blocking") {
      Block(*client_, ctx, calls);
    } else if (words_.how == "callback") {
      Chain chain(*client_, ctx, calls);
      chain.Next();
      chain.Wait();
    } else {
      Wait(Callers(client_runtime_.loop(0), *client_, ctx, calls, words_.callers));
    }
  }

 private:
  const Words words_;
  Runtime server_runtime_;
  Runtime client_runtime_;
  std::optional<TracerProvider> provider_;
  std::optional<Server> server_;
  std::unique_ptr<orders::OrdersClient> client_;
};

int Main(int argc, char** argv) {
  if (argc < 4) {
    std::fprintf(stderr, "expected coroutine|blocking|callback CALLS CALLERS [mux] [traced]\n");
    return 2;
  }
  SetLogLevel(LogLevel::kError);
  Words words;
  words.how = argv[1];
  words.calls = std::atoi(argv[2]);
  words.callers = std::atoi(argv[3]);
  for (int i = 4; i < argc; ++i) {
    words.mux = words.mux || std::strcmp(argv[i], "mux") == 0;
    words.traced = words.traced || std::strcmp(argv[i], "traced") == 0;
  }
  World world(words);
  world.Call(10 * words.callers);
  world.Marks("begin");
  world.Call(words.calls);
  world.Marks("end");
  return 0;
}

}  // namespace
}  // namespace elanus

int main(int argc, char** argv) { return elanus::Main(argc, argv); }
