// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/tls/reason.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include "elanus/base/strcat.h"
#include "elanus/tls/names.h"

namespace elanus::tls {

namespace {

// Names in a text; more are not worth a line of a log.
constexpr std::size_t kMaxNames = 5;
// An alert's number, in the reasons of OpenSSL.
constexpr int kAlerts = SSL_AD_REASON_OFFSET;

// "a.example, 127.0.0.1".
std::string Names(X509* certificate) {
  Peer who;
  ReadNames(certificate, who);
  std::vector<std::string> names = std::move(who.dns_names);
  names.insert(names.end(), who.ip_numbers.begin(), who.ip_numbers.end());
  if (names.empty()) return who.common_name;
  std::string all;
  for (std::size_t i = 0; i < std::min(names.size(), kMaxNames); ++i) all += StrCat(i == 0 ? "" : ", ", names[i]);
  return all;
}

std::string Date(const ASN1_TIME* time) {
  std::string text(64, '\0');
  BIO* bio = BIO_new(BIO_s_mem());
  ASN1_TIME_print(bio, time);
  text.resize(static_cast<std::size_t>(std::max(0, BIO_read(bio, text.data(), static_cast<int>(text.size())))));
  BIO_free(bio);
  return text;
}

std::string Expected(X509_STORE_CTX* verification) {
  X509_VERIFY_PARAM* parameters = X509_STORE_CTX_get0_param(verification);
  if (const char* host = X509_VERIFY_PARAM_get0_host(parameters, 0)) return host;
  char* number = X509_VERIFY_PARAM_get1_ip_asc(parameters);
  std::string text = number != nullptr ? number : "";
  OPENSSL_free(number);
  return text;
}

// "certificate expired", of "sslv3 alert certificate expired".
std::string_view Alert(unsigned long error) {
  constexpr std::string_view kWord = "alert ";
  const char* text = ERR_reason_error_string(error);
  if (text == nullptr) return "an alert that has no name";
  const std::string_view all = text;
  const std::size_t word = all.find(kWord);
  return word == std::string_view::npos ? all : all.substr(word + kWord.size());
}

}  // namespace

bool IsForeign(unsigned long error) {
  if (ERR_GET_LIB(error) != ERR_LIB_SSL) return false;
  switch (ERR_GET_REASON(error)) {
    case SSL_R_WRONG_VERSION_NUMBER:
    case SSL_R_HTTP_REQUEST:
    case SSL_R_HTTPS_PROXY_REQUEST:
    case SSL_R_UNKNOWN_PROTOCOL:
    case SSL_R_RECORD_LENGTH_MISMATCH:
    case SSL_R_PACKET_LENGTH_TOO_LONG: return true;
    default: return false;
  }
}

std::string TakeReason() {
  const unsigned long error = ERR_peek_last_error();
  ERR_clear_error();
  const int reason = ERR_GET_REASON(error);
  if (ERR_GET_LIB(error) == ERR_LIB_SSL) {
    if (IsForeign(error)) return "expected TLS, the peer speaks something else";
    if (reason >= kAlerts) return StrCat("the peer refused: ", Alert(error));
    switch (reason) {
      case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE: return "expected the client's certificate, it sent none";
      case SSL_R_UNSUPPORTED_PROTOCOL:
      case SSL_R_VERSION_TOO_LOW: return "expected TLS 1.2 or 1.3, the peer speaks an older version";
      default: break;
    }
  }
  const char* text = ERR_reason_error_string(error);
  return text != nullptr ? text : "unknown error";
}

std::string VerificationReason(X509_STORE_CTX* verification) {
  const int error = X509_STORE_CTX_get_error(verification);
  X509* certificate = X509_STORE_CTX_get_current_cert(verification);
  if (certificate == nullptr) return X509_verify_cert_error_string(error);
  std::string reason;
  switch (error) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
      reason = StrCat("it has expired (", Date(X509_get0_notAfter(certificate)), ")");
      break;
    case X509_V_ERR_CERT_NOT_YET_VALID:
      reason = StrCat("it is not valid yet (from ", Date(X509_get0_notBefore(certificate)), ")");
      break;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH: reason = StrCat("wrong host name: expected ", Expected(verification)); break;
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      reason = StrCat("unknown authority \"", CommonName(X509_get_issuer_name(certificate)), "\"");
      break;
    default: reason = X509_verify_cert_error_string(error);
  }
  return StrCat("certificate of ", Names(certificate), ": ", reason);
}

}  // namespace elanus::tls
