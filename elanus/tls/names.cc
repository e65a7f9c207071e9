// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/tls/names.h"

#include <arpa/inet.h>
#include <openssl/x509v3.h>

namespace elanus::tls {

namespace {

std::string Text(const ASN1_STRING* text) {
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
          static_cast<std::size_t>(ASN1_STRING_length(text))};
}

std::string Number(const ASN1_STRING* number) {
  const int size = ASN1_STRING_length(number);
  char text[INET6_ADDRSTRLEN] = {};
  if (size != 4 && size != 16) return "a number of another kind";
  return inet_ntop(size == 4 ? AF_INET : AF_INET6, ASN1_STRING_get0_data(number), text, sizeof(text)) != nullptr ? text
                                                                                                                 : "";
}

}  // namespace

std::string CommonName(const X509_NAME* name) {
  int last = -1;
  for (int at = last; (at = X509_NAME_get_index_by_NID(name, NID_commonName, at)) >= 0;) last = at;
  if (last < 0) return "";
  unsigned char* bytes = nullptr;
  const int size = ASN1_STRING_to_UTF8(&bytes, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, last)));
  if (size < 0) return "";
  std::string text(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return text;
}

void ReadNames(X509* certificate, Peer& to) {
  to.common_name = CommonName(X509_get_subject_name(certificate));
  auto* names = static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
  for (int i = 0; i < sk_GENERAL_NAME_num(names); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, i);
    switch (name->type) {
      case GEN_DNS: to.dns_names.push_back(Text(name->d.dNSName)); break;
      case GEN_URI: to.uris.push_back(Text(name->d.uniformResourceIdentifier)); break;
      case GEN_IPADD: to.ip_numbers.push_back(Number(name->d.iPAddress)); break;
      default: break;
    }
  }
  GENERAL_NAMES_free(names);
}

void Describe(const SSL* ssl, Peer& to) {
  to.tls_version = SSL_get_version(ssl);
  const unsigned char* alpn = nullptr;
  unsigned int size = 0;
  SSL_get0_alpn_selected(ssl, &alpn, &size);
  if (size > 0) to.alpn.assign(reinterpret_cast<const char*>(alpn), size);
  X509* const certificate = SSL_get0_peer_certificate(ssl);
  to.verified =
      certificate != nullptr && SSL_get_verify_mode(ssl) != SSL_VERIFY_NONE && SSL_get_verify_result(ssl) == X509_V_OK;
  if (to.verified) ReadNames(certificate, to);
}

}  // namespace elanus::tls
