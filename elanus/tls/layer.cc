// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/tls/layer.h"

#include <string>
#include <utility>

#include "elanus/tls/option.h"
#include "elanus/tls/stream.h"

namespace elanus::tls {

namespace {

class TlsNetwork final : public net::Network {
 public:
  TlsNetwork(net::Network& below, const TlsConfig& config, std::shared_ptr<ContextSource> server,
             std::shared_ptr<ContextSource> client, std::string_view protocol)
      : below_(below),
        server_name_(config.server_name),
        verifies_(!config.insecure_skip_verify),
        server_(std::move(server)),
        client_(std::move(client)),
        protocol_(protocol) {}

  Result<std::unique_ptr<net::Listener>> Listen(async::Loop& loop, const Address& address,
                                                net::Listener::OnAccept on_accept) override {
    if (server_ == nullptr) return FailedPrecondition("TLS: this network is not prepared for servers");
    auto accept = [source = server_, on_accept = std::move(on_accept)](net::Listener::MakeStream make) {
      on_accept([source, make = std::move(make)](async::Loop& home) -> std::unique_ptr<net::Stream> {
        return std::make_unique<TlsStream>(std::make_unique<Channel>(home, make(home), source->Get(home)));
      });
    };
    return below_.Listen(loop, address, std::move(accept));
  }

  Task<Result<std::unique_ptr<net::Stream>>> Dial(const Address& address, async::Until until) override {
    return Connect(address, until);
  }

 private:
  Task<Result<std::unique_ptr<net::Stream>>> Connect(Address address, async::Until until) {
    if (client_ == nullptr) co_return FailedPrecondition("TLS: this network is not prepared for clients");
    Target target;
    target.host = server_name_;
    target.address = address.ToString();
    target.protocol = protocol_;
    if (target.host.empty() && address.kind() == Address::Kind::kTcp) target.host = address.host();
    if (target.host.empty() && verifies_) {
      co_return InvalidArgument("TLS to ", address.ToString(), ": expected TlsConfig::server_name");
    }
    auto dialled = co_await below_.Dial(address, until);
    if (!dialled.ok()) co_return dialled.status();
    async::Loop& loop = *async::Loop::Current();
    auto channel = std::make_unique<Channel>(loop, std::move(*dialled), client_->Get(loop), target);
    co_return std::unique_ptr<net::Stream>(std::make_unique<TlsStream>(std::move(channel)));
  }

  net::Network& below_;
  const std::string server_name_;
  const bool verifies_;
  const std::shared_ptr<ContextSource> server_;
  const std::shared_ptr<ContextSource> client_;
  const std::string protocol_;
};

}  // namespace

Status TlsLayer::PrepareServer() {
  const std::lock_guard lock(mutex_);
  if (server_ != nullptr) return Ok();
  auto made = ContextSource::New(config_, Context::ForServer);
  if (!made.ok()) return made.status().Prefixed("TLS: ");
  server_ = std::move(*made);
  return Ok();
}

Status TlsLayer::PrepareClient() {
  const std::lock_guard lock(mutex_);
  if (client_ != nullptr) return Ok();
  auto made = ContextSource::New(config_, Context::ForClient);
  if (!made.ok()) return made.status().Prefixed("TLS: ");
  client_ = std::move(*made);
  return Ok();
}

std::unique_ptr<net::Network> TlsLayer::Over(net::Network& below, std::string_view protocol) {
  const std::lock_guard lock(mutex_);
  return std::make_unique<TlsNetwork>(below, config_, server_, client_, protocol);
}

}  // namespace elanus::tls

namespace elanus {

LayerOption WithTLS(TlsConfig config) { return LayerOption(std::make_shared<tls::TlsLayer>(std::move(config))); }

}  // namespace elanus
