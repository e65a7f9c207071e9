// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A project outside of the source tree: it has only what `cmake --install` laid out. A server and a client, traced, in
// one program.
#include <cstdio>
#include <memory>

#include "elanus/elanus.h"
#include "greeting/greeting.h"

namespace {

class Greeter final : public greeting::Greeting {
 public:
  elanus::Task<elanus::Result<greeting::GreetResponse>> Greet(const elanus::Context& ctx,
                                                              greeting::GreetRequest req) override {
    elanus::Span span(ctx, "Greeter.Greet");
    if (req.name.empty()) co_return greeting::Rude("no name");
    co_return greeting::GreetResponse("Hello, " + req.name);
  }
};

}  // namespace

int main() {
  const auto tracing = elanus::Tracing("greeting");
  auto server = greeting::NewServer(std::make_unique<Greeter>(), elanus::WithServiceAddr("127.0.0.1:0"),
                                    elanus::WithSuite(tracing));
  const elanus::Status started = server.Start();
  if (!started) return elanus::Fail(started);
  greeting::GreetingClient client("greeting", elanus::WithHostPorts(server.address().ToString()),
                                  elanus::WithSuite(tracing));
  auto greeted = client.Greet({}, greeting::GreetRequest("Ada")).Wait();
  if (!greeted) return elanus::Fail(greeted.status());
  std::puts(greeted->text.c_str());
  auto refused = client.Greet({}, greeting::GreetRequest("")).Wait();
  const greeting::Rude* rude = refused.As<greeting::Rude>();
  if (rude == nullptr) return elanus::Fail(refused.status());
  std::printf("rude: %s\n", rude->why.c_str());
  return server.Stop() ? 0 : 1;
}
