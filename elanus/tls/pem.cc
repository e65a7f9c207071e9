// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/tls/pem.h"

#include <memory>
#include <string>

#include <openssl/err.h>
#include <openssl/pem.h>

#include "elanus/tls/reason.h"

namespace elanus::tls {

namespace {

class Free {
 public:
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

Result<Owned<BIO>> Open(const Pem& pem) {
  auto text = pem.Read();
  if (!text) return text.status();
  Owned<BIO> bio(BIO_new(BIO_s_mem()));
  BIO_write(bio.get(), text->data(), static_cast<int>(text->size()));
  return bio;
}

// OpenSSL would ask at the terminal.
int NoPassword(char*, int, int, void*) { return 0; }

Owned<X509> NextCertificate(BIO* bio) { return Owned<X509>(PEM_read_bio_X509_AUX(bio, nullptr, NoPassword, nullptr)); }

// What is behind the last certificate is no error, a broken certificate is one.
Status AtEnd(const Pem& pem) {
  const unsigned long error = ERR_peek_last_error();
  if (ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE) {
    ERR_clear_error();
    return Ok();
  }
  return InvalidArgument(pem.name(), ": expected certificates in PEM, got one that cannot be read: ", TakeReason());
}

Status UseCertificates(SSL_CTX* context, const Pem& pem) {
  auto bio = Open(pem);
  if (!bio) return bio.status();
  int count = 0;
  for (;; ++count) {
    Owned<X509> certificate = NextCertificate(bio->get());
    if (certificate == nullptr) break;
    if (count == 0 && SSL_CTX_use_certificate(context, certificate.get()) != 1) {
      return InvalidArgument(pem.name(), ": the certificate cannot be used: ", TakeReason());
    }
    if (count > 0) SSL_CTX_add0_chain_cert(context, certificate.release());
  }
  if (count == 0) ERR_clear_error();
  return count == 0 ? InvalidArgument(pem.name(), ": expected a certificate in PEM, found none") : AtEnd(pem);
}

Status UseKey(SSL_CTX* context, const Pem& pem) {
  auto bio = Open(pem);
  if (!bio) return bio.status();
  const Owned<EVP_PKEY> key(PEM_read_bio_PrivateKey(bio->get(), nullptr, NoPassword, nullptr));
  if (key == nullptr) {
    return InvalidArgument(pem.name(), ": expected a private key in PEM, not encrypted: ", TakeReason());
  }
  if (SSL_CTX_use_PrivateKey(context, key.get()) != 1) {
    return InvalidArgument(pem.name(), ": expected the key of the certificate: ", TakeReason());
  }
  return Ok();
}

}  // namespace

Status UseIdentity(SSL_CTX* context, const Pem& certificate, const Pem& key) {
  if (certificate.empty() && key.empty()) return Ok();
  if (certificate.empty()) return InvalidArgument("expected a certificate beside the key, TlsConfig::certificate");
  if (key.empty()) return InvalidArgument("expected the certificate's key, TlsConfig::key");
  ERR_clear_error();
  const Status used = UseCertificates(context, certificate);
  return used.ok() ? UseKey(context, key) : used;
}

Status UseAuthorities(SSL_CTX* context, const Pem& authorities, bool server) {
  auto bio = Open(authorities);
  if (!bio) return bio.status();
  ERR_clear_error();
  int count = 0;
  for (;; ++count) {
    const Owned<X509> certificate = NextCertificate(bio->get());
    if (certificate == nullptr) break;
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context), certificate.get());
    if (server) SSL_CTX_add_client_CA(context, certificate.get());
  }
  if (count == 0) ERR_clear_error();
  return count == 0 ? InvalidArgument(authorities.name(), ": expected certificates of authorities in PEM, found none")
                    : AtEnd(authorities);
}

}  // namespace elanus::tls
