// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <string>
#include <utility>

#include "elanus/async/scope.h"
#include "tests/counted/grpc_replay.h"
#include "tests/counted/handler.h"
#include "tests/counted/rows.h"

namespace elanus {

namespace {

constexpr int kInFlight = 32;

Task<void> Echo(orders::OrdersClient& client, const Context& ctx, int calls) {
  const std::string text = CountedText();
  for (int i = 0; i < calls; ++i) {
    auto reply = co_await client.Echo(ctx, text);
    ELANUS_CHECK(reply.ok() && reply->size() == text.size(), reply.status().ToString());
  }
}

Task<void> Place(orders::OrdersClient& client, const Context& ctx, int calls) {
  const orders::Order order = CountedOrder();
  for (int i = 0; i < calls; ++i) {
    auto reply = co_await client.Place(ctx, order);
    ELANUS_CHECK(reply.ok(), reply.status().ToString());
  }
}

Task<void> EchoTogether(orders::OrdersClient& client, const Context& ctx, int calls) {
  Scope scope;
  for (int i = 0; i < kInFlight; ++i) scope.Spawn(Echo(client, ctx, calls / kInFlight));
  co_await scope.Join();
}

using Calls = Task<void> (*)(orders::OrdersClient&, const Context&, int);

// Client and server together; then the server alone, given the last request of that client again and again.
class Pair {
 public:
  Pair(const char* what, Calls calls, std::vector<ClientOption> options = {})
      : what_(what), calls_(calls), options_(std::move(options)) {}

  // At this sampling ratio.
  Pair& Traced(double ratio, std::optional<DeferredSampling> deferred = {}) {
    provider_.emplace(CountedProvider(machine_, ratio, deferred));
    server_options_.push_back(WithSuite(NewServerSuite(*provider_)));
    options_.push_back(WithSuite(NewClientSuite(*provider_)));
    return *this;
  }
  void CountBoth() {
    MachineServer server(machine_, server_options_);
    orders::OrdersClient client = MachineClient(machine_, options_);
    const Context nothing;
    const Context& ctx = provider_ ? provider_->Root() : nothing;
    Count("both: " + what_, machine_.clock(), [&](int calls) { machine_.Run(calls_(client, ctx, calls)); });
    sent_ = machine_.network()->sent();
  }

  // `a_read`: how many calls are in what the server reads at once; `times`: how often the last write of the client.
  void CountServer(int a_read = 1, int times = 1) {
    MachineServer server(machine_, server_options_);
    std::string bytes;
    for (int i = 0; i < times; ++i) bytes += sent_.last;
    const std::unique_ptr<CountedEnd> peer = machine_.network()->Connect();
    std::size_t reply_size = 0;
    const auto work = [&](int calls) {
      for (int i = 0; i < calls; i += a_read) {
        (void)peer->Write(bytes.data(), bytes.size());
        machine_.loop().RunUntilIdle();
        if (reply_size == 0) reply_size = peer->arrived().size();
        ELANUS_CHECK(reply_size > 100u && peer->arrived().size() == reply_size, "replies of ", peer->arrived().size());
        peer->arrived().Clear();
      }
    };
    Count(StrCat("server: ", what_, times > 1 ? StrCat(", ", times, " pipelined") : ""), machine_.clock(), work);
  }

  // The same over gRPC, where a request cannot come twice: the client's conversation so far, then its last write again
  // and again, with stream ids of its own.
  void CountGrpcServer(int a_read = 1) {
    MachineServer server(machine_, server_options_);
    const std::unique_ptr<CountedEnd> peer = machine_.network()->Connect();
    for (const std::string& bytes : sent_.first) (void)Answer(*peer, bytes);
    GrpcReplay replay(sent_.first.back());
    std::size_t taken = 0;
    const auto work = [&](int calls) {
      for (int i = 0; i < calls; i += a_read) {
        const std::size_t reply = Answer(*peer, replay.Next(taken));
        ELANUS_CHECK(reply > a_read * CountedText().size(), "replies of ", reply);
        taken += reply;
      }
    };
    Count("server: " + what_, machine_.clock(), work);
  }

 private:
  // The size of what the server answered.
  std::size_t Answer(CountedEnd& peer, const std::string& bytes) {
    (void)peer.Write(bytes.data(), bytes.size());
    machine_.loop().RunUntilIdle();
    const std::size_t size = peer.arrived().size();
    peer.arrived().Clear();
    return size;
  }

  const std::string what_;
  const Calls calls_;
  std::vector<ClientOption> options_;
  std::vector<ServerOption> server_options_;
  Sent sent_;
  Machine machine_;
  std::optional<TracerProvider> provider_;
};

}  // namespace

void CountCalls() {
  const ClientOption framed = WithTransportProtocol(Transport::kFramed);
  Pair ttheader("TTHeaderFramed", Echo);
  ttheader.CountBoth();
  ttheader.CountServer();
  Pair plain("Framed", Echo, {framed});
  plain.CountBoth();
  plain.CountServer();
  plain.CountServer(kInFlight, kInFlight);
  Pair together("TTHeaderFramed, 32 multiplexed", EchoTogether, {WithMuxConnection(1)});
  together.CountBoth();
  together.CountServer(kInFlight);
  Pair timed("TTHeaderFramed, timeout", Echo, {WithRPCTimeout(std::chrono::hours(1))});
  timed.CountBoth();
  timed.CountServer();
  Pair order("TTHeaderFramed, a struct", Place);
  order.CountBoth();
  order.CountServer();
  Pair unsampled("TTHeaderFramed, traced, not sampled", Echo);
  unsampled.Traced(0).CountBoth();
  unsampled.CountServer();
  Pair deferred("TTHeaderFramed, traced, not sampled, deferred", Echo);
  deferred.Traced(0, DeferredSampling()).CountBoth();
  deferred.CountServer();
  Pair sampled("TTHeaderFramed, traced, sampled", Echo);
  sampled.Traced(1).CountBoth();
  sampled.CountServer();
  const ClientOption grpc = WithTransportProtocol(Transport::kGrpc);
  Pair alone("gRPC", Echo, {grpc});
  alone.CountBoth();
  alone.CountGrpcServer();
  Pair streams("gRPC, 32 in flight", EchoTogether, {grpc});
  streams.CountBoth();
  streams.CountGrpcServer(kInFlight);
}

}  // namespace elanus
