// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// For tests: an authority of their own, and certificates good and bad, made when they are needed.
#pragma once

#include <memory>
#include <string>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "elanus/base/check.h"
#include "elanus/tls/config.h"

namespace elanus::tls {

// Who proves with it that it is who it says.
class TestIdentity {
 public:
  std::string certificate;  // PEM
  std::string key;          // PEM
};

class TestAuthority {
 public:
  explicit TestAuthority(std::string name = "Test Authority") : name_(std::move(name)) {
    certificate_ = NewCertificate(key_, name_, kFrom, kTo);
    Extend(certificate_, certificate_, NID_basic_constraints, "critical,CA:TRUE");
    Extend(certificate_, certificate_, NID_key_usage, "critical,keyCertSign,cRLSign");
    Sign(certificate_);
  }
  TestAuthority(const TestAuthority&) = delete;
  TestAuthority& operator=(const TestAuthority&) = delete;
  ~TestAuthority() {
    X509_free(certificate_);
    EVP_PKEY_free(key_);
  }

  std::string certificate() const { return ToPem(certificate_); }

  // `names` as in "DNS:a.example,IP:127.0.0.1"; valid from and to, in seconds from now.
  TestIdentity Issue(const std::string& names, long from = kFrom, long to = kTo, const char* curve = "P-256") const {
    EVP_PKEY* key = EVP_EC_gen(curve);
    X509* made = NewCertificate(key, "Test", from, to);
    X509_set_issuer_name(made, X509_get_subject_name(certificate_));
    Extend(made, certificate_, NID_subject_alt_name, names);
    Sign(made);
    TestIdentity identity;
    identity.certificate = ToPem(made);
    identity.key = ToPem(key);
    X509_free(made);
    EVP_PKEY_free(key);
    return identity;
  }

  // Of a server with a certificate for these names, and of a client that trusts this authority.
  TlsConfig Server(const std::string& names) const { return Server(Issue(names)); }
  static TlsConfig Server(const TestIdentity& identity) {
    TlsConfig config;
    config.certificate = Pem::Text(identity.certificate);
    config.key = Pem::Text(identity.key);
    return config;
  }
  TlsConfig Client() const {
    TlsConfig config;
    config.authorities = Pem::Text(certificate());
    return config;
  }
  // One that can be both.
  TlsConfig Both(const std::string& names) const {
    TlsConfig config = Server(names);
    config.authorities = Pem::Text(certificate());
    config.require_client_certificate = false;
    return config;
  }

 private:
  static constexpr long kFrom = -3600;
  static constexpr long kTo = 3600;

  static X509* NewCertificate(EVP_PKEY* key, const std::string& name, long from, long to) {
    X509* made = X509_new();
    X509_set_version(made, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(made), static_cast<long>(reinterpret_cast<std::uintptr_t>(made) >> 4));
    X509_gmtime_adj(X509_getm_notBefore(made), from);
    X509_gmtime_adj(X509_getm_notAfter(made), to);
    X509_set_pubkey(made, key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(made), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    X509_set_issuer_name(made, X509_get_subject_name(made));
    return made;
  }
  static void Extend(X509* made, X509* issuer, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, made, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
    ELANUS_CHECK(extension != nullptr, value);
    X509_add_ext(made, extension, -1);
    X509_EXTENSION_free(extension);
  }
  void Sign(X509* made) const { ELANUS_CHECK(X509_sign(made, key_, EVP_sha256()) > 0, name_); }

  static std::string ToPem(X509* certificate) {
    BIO* bio = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(bio, certificate);
    return Take(bio);
  }
  static std::string ToPem(EVP_PKEY* key) {
    BIO* bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr);
    return Take(bio);
  }
  static std::string Take(BIO* bio) {
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio, &text);
    std::string all(text, static_cast<std::size_t>(size));
    BIO_free(bio);
    return all;
  }

  const std::string name_;
  EVP_PKEY* key_ = EVP_EC_gen("P-256");
  X509* certificate_ = nullptr;
};

}  // namespace elanus::tls
