// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// TLS over any network.
#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include "elanus/net/layer.h"
#include "elanus/tls/config.h"
#include "elanus/tls/context_source.h"

namespace elanus::tls {

class TlsLayer final : public net::Layer {
 public:
  explicit TlsLayer(TlsConfig config) : config_(std::move(config)) {}
  Status PrepareServer() override;
  Status PrepareClient() override;
  std::unique_ptr<net::Network> Over(net::Network& below, std::string_view protocol) override;

 private:
  const TlsConfig config_;
  std::mutex mutex_;
  std::shared_ptr<ContextSource> server_;  // guarded by mutex_, as the next
  std::shared_ptr<ContextSource> client_;
};

}  // namespace elanus::tls
