// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/tls/context.h"

#include <string>
#include <utility>

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include "elanus/base/check.h"
#include "elanus/tls/pem.h"
#include "elanus/tls/reason.h"

namespace elanus::tls {

namespace {

constexpr unsigned char kH2[] = {2, 'h', '2'};
constexpr unsigned char kSessions[] = "elanus";

// Called for each certificate of a chain; keeps the first refusal.
int OnVerified(int ok, X509_STORE_CTX* verification) {
  if (ok == 1) return 1;
  auto* ssl = static_cast<SSL*>(X509_STORE_CTX_get_ex_data(verification, SSL_get_ex_data_X509_STORE_CTX_idx()));
  std::string& refusal = static_cast<Told*>(SSL_get_app_data(ssl))->refusal;
  if (refusal.empty()) refusal = VerificationReason(verification);
  return 0;
}

// A client that offers no protocols at all speaks what it wants: the first bytes tell. One that offers some, but not
// HTTP/2, speaks none of ours.
int OnAlpn(SSL*, const unsigned char** chosen, unsigned char* size, const unsigned char* offered,
           unsigned int offered_size, void*) {
  unsigned char* found = nullptr;
  const int selected = SSL_select_next_proto(&found, size, kH2, sizeof(kH2), offered, offered_size);
  *chosen = found;
  return selected == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

// A short handshake brings the client's certificate out of the ticket, and nobody verifies it again: of one that has
// expired since, a whole handshake says so.
SSL_TICKET_RETURN OnTicket(SSL*, SSL_SESSION* session, const unsigned char*, std::size_t, SSL_TICKET_STATUS status,
                           void*) {
  switch (status) {
    case SSL_TICKET_SUCCESS:
    case SSL_TICKET_SUCCESS_RENEW: break;
    // A ticket that is none, or of another server: a whole handshake, and a ticket of ours at its end.
    default: return SSL_TICKET_RETURN_IGNORE_RENEW;
  }
  if (!IsCurrent(session)) return SSL_TICKET_RETURN_IGNORE_RENEW;
  return status == SSL_TICKET_SUCCESS ? SSL_TICKET_RETURN_USE : SSL_TICKET_RETURN_USE_RENEW;
}

}  // namespace

// Told of each session that a server gives; 1: we keep it.
int Context::OnSession(SSL* ssl, SSL_SESSION* session) {
  const auto* self = static_cast<const Context*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
  self->sessions_.Put(static_cast<const Told*>(SSL_get_app_data(ssl))->target, Session(session));
  return 1;
}

Result<std::shared_ptr<Context>> Context::New(const SSL_METHOD* method, const TlsConfig& config) {
  const std::shared_ptr<Context> made(new Context());
  made->context_.reset(SSL_CTX_new(method));
  SSL_CTX* context = made->context_.get();
  if (context == nullptr) return Internal("OpenSSL: ", TakeReason());
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  // An idle connection holds no buffers; what is written may move between two attempts.
  SSL_CTX_set_mode(context,
                   SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  if (const Status used = UseIdentity(context, config.certificate, config.key); !used.ok()) return used;
  return made;
}

Result<std::shared_ptr<const Context>> Context::ForServer(const TlsConfig& config) {
  if (config.certificate.empty()) return InvalidArgument("a server needs TlsConfig::certificate and its key");
  auto made = New(TLS_server_method(), config);
  if (!made) return made.status();
  SSL_CTX* context = (*made)->context_.get();
  SSL_CTX_set_alpn_select_cb(context, OnAlpn, nullptr);
  SSL_CTX_set_session_id_context(context, kSessions, sizeof(kSessions) - 1);
  // Sessions are in the tickets that clients keep, and nowhere here.
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_session_ticket_cb(context, nullptr, OnTicket, nullptr);
  if (!config.authorities.empty()) {
    if (const Status used = UseAuthorities(context, config.authorities, true); !used.ok()) return used;
    const int required = config.require_client_certificate ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0;
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | required, OnVerified);
  }
  return std::shared_ptr<const Context>(std::move(*made));
}

Result<std::shared_ptr<const Context>> Context::ForClient(const TlsConfig& config) {
  auto made = New(TLS_client_method(), config);
  if (!made) return made.status();
  SSL_CTX* context = (*made)->context_.get();
  SSL_CTX_set_app_data(context, made->get());
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
  SSL_CTX_sess_set_new_cb(context, OnSession);
  if (config.insecure_skip_verify) return std::shared_ptr<const Context>(std::move(*made));
  if (config.authorities.empty()) {
    if (SSL_CTX_set_default_verify_paths(context) != 1) {
      return InvalidArgument("the system's authorities cannot be read: ", TakeReason());
    }
  } else if (const Status used = UseAuthorities(context, config.authorities, false); !used.ok()) {
    return used;
  }
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, OnVerified);
  return std::shared_ptr<const Context>(std::move(*made));
}

Ssl Context::New(Wire& wire, Told& told) const {
  Ssl ssl(SSL_new(context_.get()));
  ELANUS_CHECK(ssl != nullptr, "OpenSSL: ", TakeReason());
  BIO* bio = NewBytesBio(bio_method_.get(), wire);
  SSL_set_bio(ssl.get(), bio, bio);
  SSL_set_app_data(ssl.get(), &told);
  return ssl;
}

Ssl Context::Accept(Wire& wire, Told& told) const {
  Ssl ssl = New(wire, told);
  SSL_set_accept_state(ssl.get());
  return ssl;
}

Result<Ssl> Context::Connect(Wire& wire, Told& told, const Target& target) const {
  Ssl ssl = New(wire, told);
  SSL_set_connect_state(ssl.get());
  const std::string& host = target.host;
  if (!target.protocol.empty()) {
    const std::string offered = StrCat(static_cast<char>(target.protocol.size()), target.protocol);
    SSL_set_alpn_protos(ssl.get(), reinterpret_cast<const unsigned char*>(offered.data()),
                        static_cast<unsigned>(offered.size()));
  }
  told.target = StrCat(host, " ", target.address, " ", target.protocol);
  if (const Session session = sessions_.Take(told.target); session != nullptr && IsCurrent(session.get())) {
    SSL_set_session(ssl.get(), session.get());
  }
  if (host.empty()) return ssl;
  // Numbers are no names: they are not sent, and stand in a certificate in a way of their own.
  X509_VERIFY_PARAM* parameters = SSL_get0_param(ssl.get());
  if (X509_VERIFY_PARAM_set1_ip_asc(parameters, host.c_str()) == 1) return ssl;
  ERR_clear_error();
  X509_VERIFY_PARAM_set_hostflags(parameters, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  if (SSL_set1_host(ssl.get(), host.c_str()) != 1 || SSL_set_tlsext_host_name(ssl.get(), host.c_str()) != 1) {
    return InvalidArgument("expected the name of a host, got \"", host, "\"");
  }
  return ssl;
}

}  // namespace elanus::tls
