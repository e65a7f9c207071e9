// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What every server answers over gRPC beside its program's services: health and reflection, called by their own method
// tables. tests/streams/relay_handler.h is the program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "elanus/async/scope.h"
#include "elanus/client/call.h"
#include "elanus/client/stream.h"
#include "elanus/grpc/encoded_message.h"
#include "elanus/grpc/health.h"
#include "elanus/grpc/reflection.h"
#include "tests/streams/relay_handler.h"

namespace elanus {
namespace {

using grpc::EncodedMessage;
using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// A server with the options, and clients of its two services, in memory.
class Builtins {
 public:
  explicit Builtins(std::vector<ServerOption> options = {})
      : pair(std::make_shared<RelayHandler>(), 1, std::move(options)),
        health(grpc::HealthInfo(), "test", Options()),
        reflection(grpc::ReflectionInfo(), "test", Options()) {}

  // The answer to a HealthCheckRequest: its bytes, or why there is none.
  Result<std::string> Check(std::string service) { return pair.Run(CheckOn(health, std::move(service))); }

  static std::string Asking(int field, std::string_view text) {
    std::string request(1, static_cast<char>(field << 3 | 2));
    request.push_back(static_cast<char>(text.size()));
    return request.append(text);
  }
  static Task<Result<std::string>> CheckOn(Client& client, std::string service) {
    const ContextRoot ctx(async::Loop::Current()->clock());
    const EncodedMessage request(Asking(1, service));
    Call<Result<EncodedMessage>, 1> call(client, *grpc::HealthInfo().Find("Check"), ctx, options_, {&request});
    Result<EncodedMessage> answer = co_await std::move(call);
    if (!answer.ok()) co_return answer.status();
    co_return answer->bytes;
  }

  RelayPair pair;
  Client health;
  Client reflection;
  inline static const CallOptions options_;
  std::vector<ClientOption> Options() {
    return {WithRuntime(pair.loop().runtime()),
            WithNetwork(std::shared_ptr<net::Network>(&pair.network(), [](auto*) {})), WithHostPorts("server:8888"),
            WithTransportProtocol(Transport::kGrpc)};
  }
};

const std::string kServing("\x08\x01"), kNotServing("\x08\x02"), kServiceUnknown("\x08\x03");

TEST(BuiltinServices, AServerAndItsServicesServe) {
  Builtins server;
  for (const char* service : {"", "relay.Relay"}) {
    const Result<std::string> answer = server.Check(service);
    ASSERT_TRUE(answer.ok()) << answer.status().ToString();
    EXPECT_EQ(*answer, kServing) << service;
  }
  const Status unknown = server.Check("relay.Nope").status();
  EXPECT_EQ(unknown.code(), Code::kNotFound);
  EXPECT_EQ(unknown.message(), "unknown service relay.Nope");
}

TEST(BuiltinServices, AProgramSaysWhatServes) {
  auto health = std::make_shared<HealthService>();
  health->Set("relay.Relay", ServingStatus::kNotServing);  // its database is gone, say
  Builtins server({WithGRPCHealth(health)});
  EXPECT_EQ(*server.Check("relay.Relay"), kNotServing);
  health->Set("relay.Relay", ServingStatus::kServing);
  EXPECT_EQ(*server.Check("relay.Relay"), kServing);
}

class CountingTracer final : public Tracer {
 public:
  void* Start(Exchange&) override {
    ++calls;
    return nullptr;
  }
  void Finish(Exchange&, void*, const Status&) override {}
  int calls = 0;
};

TEST(BuiltinServices, ProbesAreNotTraced) {
  auto tracer = std::make_shared<CountingTracer>();
  Builtins server({WithTracer(tracer)});
  EXPECT_TRUE(server.Check("").ok());
  EXPECT_EQ(tracer->calls, 0);
}

TEST(BuiltinServices, EitherCanBeTurnedOff) {
  Builtins server({WithGRPCHealth(false), WithGRPCReflection(false)});
  EXPECT_EQ(server.Check("").status().code(), Code::kUnimplemented);
  static constexpr auto kAsk = [](Builtins& b) -> Task<Status> {
    const ContextRoot ctx(async::Loop::Current()->clock());
    BidiStreamCall<EncodedMessage, EncodedMessage> stream(b.reflection, grpc::ReflectionInfo().methods[0], ctx,
                                                          Builtins::options_);
    EncodedMessage answer;
    const bool came = co_await stream.Recv(answer);
    co_return came ? Internal("expected no answer") : stream.status();
  };
  EXPECT_EQ(server.pair.Run(kAsk(server)).code(), Code::kUnimplemented);
}

// Reads what a watcher is told until the stream ends.
Task<void> WatchAll(Client& client, std::string service, std::vector<std::string>& told, Status& ended) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  const EncodedMessage request(Builtins::Asking(1, service));
  ServerStreamCall<EncodedMessage> stream(client, *grpc::HealthInfo().Find("Watch"), ctx, Builtins::options_,
                                          {&request});
  EncodedMessage message;
  while (co_await stream.Recv(message)) told.push_back(message.bytes);
  ended = stream.status();
}

TEST(BuiltinServices, WatchersHearOfEachChangeAndTheStopEndsThem) {
  auto health = std::make_shared<HealthService>();
  Builtins server({WithGRPCHealth(health)});
  static constexpr auto kScript = [](Builtins& b, HealthService& set, std::vector<std::string>& told, Status& ended,
                                     Status& stopped) -> Task<void> {
    Scope scope;
    scope.Spawn(WatchAll(b.health, "late.Late", told, ended));
    (void)co_await SleepFor(milliseconds(10));
    set.Set("late.Late", ServingStatus::kServing);
    set.Set("other.Other", ServingStatus::kServing);  // changes nothing for this watcher
    (void)co_await SleepFor(milliseconds(10));
    stopped = co_await b.pair.server().StopOnLoop(std::chrono::seconds(5));
    co_await scope.Join();
  };
  std::vector<std::string> told;
  Status ended, stopped = Internal("not set");
  const TimePoint before = server.pair.loop().clock().Now();
  server.pair.Run(kScript(server, *health, told, ended, stopped));
  EXPECT_THAT(told, ElementsAre(kServiceUnknown, kServing, kNotServing));
  EXPECT_EQ(ended.code(), Code::kUnavailable) << ended.ToString();
  EXPECT_TRUE(stopped.ok()) << stopped.ToString();
  EXPECT_LT(server.pair.loop().clock().Now() - before, std::chrono::seconds(2)) << "a watcher holds nobody up";
}

TEST(BuiltinServices, ACancelledWatchIsForgotten) {
  auto health = std::make_shared<HealthService>();
  Builtins server({WithGRPCHealth(health)});
  static constexpr auto kWatchOnce = [](Client& client) -> Task<std::string> {
    const ContextRoot ctx(async::Loop::Current()->clock());
    const EncodedMessage request;
    ServerStreamCall<EncodedMessage> stream(client, *grpc::HealthInfo().Find("Watch"), ctx, Builtins::options_,
                                            {&request});
    EncodedMessage message;
    const bool came = co_await stream.Recv(message);
    co_return came ? message.bytes : "nothing";
  };
  EXPECT_EQ(server.pair.Run(kWatchOnce(server.health)), kServing);
  server.pair.loop().Advance(milliseconds(10));
  health->Set("", ServingStatus::kNotServing);
  EXPECT_EQ(server.pair.Run(kWatchOnce(server.health)), kNotServing);
}

TEST(BuiltinServices, ListNamesAll) {
  Builtins server;
  static constexpr auto kList = [](Client& client) -> Task<Result<EncodedMessage>> {
    const ContextRoot ctx(async::Loop::Current()->clock());
    const EncodedMessage request;
    Call<Result<EncodedMessage>, 1> call(client, *grpc::HealthInfo().Find("List"), ctx, Builtins::options_, {&request});
    co_return co_await std::move(call);
  };
  const Result<EncodedMessage> list = server.pair.Run(kList(server.health));
  ASSERT_TRUE(list.ok()) << list.status().ToString();
  EXPECT_EQ(list->bytes, "\x0a\x06\x0a" + std::string(1, '\0') + "\x12\x02" + kServing +
                             "\x0a\x11\x0a\x0brelay.Relay\x12\x02" + kServing);
}

using ReflectionStream = BidiStreamCall<EncodedMessage, EncodedMessage>;

Task<Result<std::string>> Reflect(Client& client, std::string request) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  ReflectionStream stream(client, grpc::ReflectionInfo().methods[0], ctx, Builtins::options_);
  const EncodedMessage asked(std::move(request));
  Status sent = co_await stream.Send(asked);
  if (!sent.ok()) co_return sent;
  (void)stream.CloseSend();
  EncodedMessage answer, more;
  const bool came = co_await stream.Recv(answer);
  if (!came) co_return stream.status();
  const bool again = co_await stream.Recv(more);
  if (again || !stream.status().ok()) co_return Internal("expected the end, got ", stream.status().ToString());
  co_return answer.bytes;
}

TEST(BuiltinServices, ReflectionShowsWhatTheServerHas) {
  Builtins server;
  const Result<std::string> list = server.pair.Run(Reflect(server.reflection, Builtins::Asking(7, "*")));
  ASSERT_TRUE(list.ok()) << list.status().ToString();
  for (const char* name :
       {"grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"}) {
    EXPECT_THAT(*list, HasSubstr(name));
  }
  EXPECT_THAT(*list, Not(HasSubstr("relay.Relay")));  // tools would ask for its descriptor
  const Result<std::string> file =
      server.pair.Run(Reflect(server.reflection, Builtins::Asking(4, "grpc.health.v1.Health")));
  ASSERT_TRUE(file.ok()) << file.status().ToString();
  EXPECT_THAT(*file, HasSubstr(grpc::HealthInfo().descriptors[0]));
  const Result<std::string> thrift = server.pair.Run(Reflect(server.reflection, Builtins::Asking(4, "relay.Relay")));
  ASSERT_TRUE(thrift.ok()) << thrift.status().ToString();
  EXPECT_THAT(*thrift, HasSubstr("relay.Relay is a Thrift service: it has no Protobuf descriptor"));
}

TEST(BuiltinServices, BothVersionsOfReflectionAnswer) {
  Builtins server;
  Client alpha(grpc::ReflectionAlphaInfo(), "test", server.Options());
  for (Client* client : {&server.reflection, &alpha}) {
    const Result<std::string> list = server.pair.Run(Reflect(*client, Builtins::Asking(7, "*")));
    ASSERT_TRUE(list.ok()) << list.status().ToString();
    EXPECT_THAT(*list, HasSubstr("grpc.health.v1.Health"));
  }
}

// Asks once, and leaves the stream open until the server ends it.
Task<void> AskAndStay(Client& client, bool& answered, Status& ended) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  ReflectionStream stream(client, grpc::ReflectionInfo().methods[0], ctx, Builtins::options_);
  const EncodedMessage asked(Builtins::Asking(7, "*"));
  (void)co_await stream.Send(asked);
  EncodedMessage answer;
  answered = co_await stream.Recv(answer);
  const bool more = co_await stream.Recv(answer);
  ended = more ? Internal("expected the end, got a message") : stream.status();
}

TEST(BuiltinServices, AnOpenReflectionStreamHoldsNobodyUp) {
  Builtins server;
  static constexpr auto kScript = [](Builtins& b, bool& answered, Status& ended, Status& stopped) -> Task<void> {
    Scope scope;
    scope.Spawn(AskAndStay(b.reflection, answered, ended));
    (void)co_await SleepFor(milliseconds(10));
    stopped = co_await b.pair.server().StopOnLoop(std::chrono::seconds(5));
    co_await scope.Join();
  };
  bool answered = false;
  Status ended = Internal("not set"), stopped = ended;
  const TimePoint before = server.pair.loop().clock().Now();
  server.pair.Run(kScript(server, answered, ended, stopped));
  EXPECT_TRUE(answered);
  EXPECT_TRUE(ended.ok()) << ended.ToString();
  EXPECT_TRUE(stopped.ok()) << stopped.ToString();
  EXPECT_LT(server.pair.loop().clock().Now() - before, std::chrono::seconds(2));
}

}  // namespace
}  // namespace elanus
