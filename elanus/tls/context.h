// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What all TLS connections of a client or of a server share: certificates, whom to trust, tickets.
#pragma once

#include <memory>
#include <string>

#include <openssl/ssl.h>

#include "elanus/base/result.h"
#include "elanus/tls/bytes_bio.h"
#include "elanus/tls/config.h"
#include "elanus/tls/session_cache.h"

namespace elanus::tls {

class FreeSsl {
 public:
  void operator()(SSL* ssl) const { SSL_free(ssl); }
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using Ssl = std::unique_ptr<SSL, FreeSsl>;

// What OpenSSL's callbacks have to do with one connection.
class Told {
 public:
  std::string refusal;  // why the verification of the peer's certificate failed
  std::string target;   // at clients: whose sessions these are
};

// Whom a client calls.
class Target {
 public:
  Target() = default;
  std::string host;      // whom the server's certificate must be for
  std::string address;   // where it is
  std::string protocol;  // offered by ALPN unless empty
};

// Made once and shared by the loops; OpenSSL locks what changes.
class Context {
 public:
  // Errors name the file and what was expected in it.
  static Result<std::shared_ptr<const Context>> ForServer(const TlsConfig& config);
  static Result<std::shared_ptr<const Context>> ForClient(const TlsConfig& config);

  // A new connection over `wire`. That, `told` and this object outlive it.
  Ssl Accept(Wire& wire, Told& told) const;
  // Its handshake is a short one if the target gave us a session, and still knows it.
  Result<Ssl> Connect(Wire& wire, Told& told, const Target& target) const;

 private:
  Context() = default;
  static Result<std::shared_ptr<Context>> New(const SSL_METHOD* method, const TlsConfig& config);
  Ssl New(Wire& wire, Told& told) const;
  static int OnSession(SSL* ssl, SSL_SESSION* session);

  BioMethod bio_method_ = NewBytesBioMethod();  // outlives every connection
  mutable SessionCache sessions_;
  std::unique_ptr<SSL_CTX, FreeSsl> context_;
};

}  // namespace elanus::tls
