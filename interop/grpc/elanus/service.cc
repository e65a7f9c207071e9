// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0

#include "interop/grpc/elanus/service.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <memory>
#include <string_view>

#include "elanus/elanus.h"
#include "testing.elanus.h"

namespace grpc_peer {

using elanus::Context;
using elanus::MetaKind;
using elanus::Result;
using elanus::Status;
using elanus::Task;
using namespace grpc::testing;

namespace {

using Duplex = elanus::Stream<StreamingOutputCallRequest, StreamingOutputCallResponse>;

constexpr std::string_view kInitialKey = "x-grpc-test-echo-initial";
constexpr std::string_view kTrailingKey = "x-grpc-test-echo-trailing-bin";

void EchoMetadata(const Context& ctx) {
  const std::string_view header = ctx.incoming().Find(MetaKind::kPlain, kInitialKey);
  if (!header.empty()) ctx.SetHeader(kInitialKey, header);
  const std::string_view trailer = ctx.incoming().Find(MetaKind::kPlain, kTrailingKey);
  if (!trailer.empty()) ctx.SetTrailer(kTrailingKey, trailer);
}

// The status that the caller wants; ok when it wants none.
template <class Request>
Status Wanted(const Request& request) {
  const EchoStatus& status = request.response_status();
  return status.code() == 0 ? elanus::Ok() : Status(static_cast<elanus::Code>(status.code()), status.message());
}

// Whether the request came as it says that it would.
template <class Request>
Status CheckCompression(bool came, const Request& request) {
  if (!request.has_expect_compressed()) return elanus::Ok();
  if (came == request.expect_compressed().value()) return elanus::Ok();
  return elanus::InvalidArgument("expected a ", came ? "plain" : "compressed", " message");
}

std::string Zeros(std::int32_t size) { return std::string(size > 0 ? static_cast<std::size_t>(size) : 0, '\0'); }

Task<Status> Answer(const Context& ctx, const StreamingOutputCallRequest& request,
                    elanus::StreamWriter<StreamingOutputCallResponse>& out) {
  for (const ResponseParameters& wanted : request.response_parameters()) {
    if (wanted.interval_us() > 0) {
      Status waited = co_await elanus::SleepFor(std::chrono::microseconds(wanted.interval_us()), ctx.until());
      if (!waited.ok()) co_return waited;
    }
    StreamingOutputCallResponse answer;
    answer.mutable_payload()->set_body(Zeros(wanted.size()));
    Status sent = co_await out.Send(answer, elanus::SendOptions().Compress(wanted.compressed().value()));
    if (!sent.ok()) co_return sent;
  }
  co_return elanus::Ok();
}

class Service final : public TestService {
  Task<Result<Empty>> EmptyCall(const Context&, Empty) override { co_return Empty(); }

  Task<Result<SimpleResponse>> UnaryCall(const Context& ctx, SimpleRequest request) override {
    EchoMetadata(ctx);
    const bool came_compressed = !ctx.incoming().Find(MetaKind::kPlain, ":compressed").empty();
    if (Status wrong = CheckCompression(came_compressed, request); !wrong.ok()) co_return wrong;
    if (request.has_response_compressed())
      ctx.SetSendCompressor(request.response_compressed().value() ? "gzip" : "identity");
    if (Status wanted = Wanted(request); !wanted.ok()) co_return wanted;
    SimpleResponse answer;
    answer.mutable_payload()->set_body(Zeros(request.response_size()));
    co_return std::move(answer);
  }

  Task<Status> StreamingOutputCall(const Context& ctx, StreamingOutputCallRequest request,
                                   elanus::StreamWriter<StreamingOutputCallResponse>& out) override {
    for (const ResponseParameters& wanted : request.response_parameters()) {
      if (wanted.compressed().value()) ctx.SetSendCompressor("gzip");
    }
    Status status = co_await Answer(ctx, request, out);
    co_return status;
  }

  Task<Result<StreamingInputCallResponse>> StreamingInputCall(
      const Context&, elanus::StreamReader<StreamingInputCallRequest>& in) override {
    StreamingInputCallRequest request;
    std::size_t sum = 0;
    while (co_await in.Recv(request)) {
      if (Status wrong = CheckCompression(in.compressed(), request); !wrong.ok()) co_return wrong;
      sum += request.payload().body().size();
    }
    if (!in.status().ok()) co_return in.status();
    StreamingInputCallResponse answer;
    answer.set_aggregated_payload_size(static_cast<std::int32_t>(sum));
    co_return std::move(answer);
  }

  Task<Status> FullDuplexCall(const Context& ctx, Duplex& stream) override {
    EchoMetadata(ctx);
    StreamingOutputCallRequest request;
    while (co_await stream.Recv(request)) {
      if (Status wanted = Wanted(request); !wanted.ok()) co_return wanted;
      Status status = co_await Answer(ctx, request, stream);
      if (!status.ok()) co_return status;
    }
    co_return stream.status();
  }

  Task<Result<Empty>> UnimplementedCall(const Context&, Empty) override {
    co_return elanus::Unimplemented("UnimplementedCall is what the case wants it to be");
  }
};

}  // namespace

int RunServer(const std::string& address) {
  // Blocked before the first thread is made, so that only the one that waits gets them.
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTERM);
  sigaddset(&stop, SIGINT);
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);
  elanus::Server server =
      NewServer(std::shared_ptr<TestService>(std::make_shared<Service>()), elanus::WithServiceAddr(address));
  if (Status started = server.Start(); !started.ok()) return elanus::Fail(started);
  std::puts("ready");
  std::fflush(stdout);
  int number = 0;
  sigwait(&stop, &number);
  (void)server.Stop(std::chrono::seconds(1));
  return 0;
}

}  // namespace grpc_peer
