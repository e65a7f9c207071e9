// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What all TLS connections of a client or of a server share: certificates, whom to trust, tickets.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <openssl/ssl.h>

#include "elanus/base/result.h"
#include "elanus/tls/bytes_bio.h"
#include "elanus/tls/config.h"

namespace elanus::tls {

class FreeSsl {
 public:
  void operator()(SSL* ssl) const { SSL_free(ssl); }
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using Ssl = std::unique_ptr<SSL, FreeSsl>;

// Made once and shared by the loops; OpenSSL locks what changes.
class Context {
 public:
  // Errors name the file and what was expected in it.
  static Result<std::shared_ptr<const Context>> ForServer(const TlsConfig& config);
  static Result<std::shared_ptr<const Context>> ForClient(const TlsConfig& config);

  // A new connection over `wire`. `refusal` is where the verification of the peer's certificate says why it failed;
  // both outlive the connection.
  Ssl Accept(Wire& wire, std::string& refusal) const;
  // `host`: whom the server's certificate must be for. `protocol`: offered by ALPN unless empty.
  Result<Ssl> Connect(Wire& wire, std::string& refusal, const std::string& host, std::string_view protocol) const;

 private:
  Context() = default;
  static Result<std::shared_ptr<Context>> New(const SSL_METHOD* method, const TlsConfig& config);
  Ssl New(Wire& wire, std::string& refusal) const;

  BioMethod bio_method_ = NewBytesBioMethod();  // outlives every connection
  std::unique_ptr<SSL_CTX, FreeSsl> context_;
};

}  // namespace elanus::tls
