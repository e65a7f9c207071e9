// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What is wrong with certificates and keys is said when they are read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/tls/layer.h"
#include "elanus/tls/test_certificates.h"

namespace elanus::tls {
namespace {

using testing::HasSubstr;

std::string ServerError(const TlsConfig& config) { return TlsLayer(config).PrepareServer().message(); }

TEST(Pem, AServerNeedsAnIdentity) {
  EXPECT_EQ(ServerError(TlsConfig()), "TLS: a server needs TlsConfig::certificate and its key");
  const TestAuthority authority;
  TlsConfig config = authority.Server("DNS:a");
  EXPECT_EQ(ServerError(config), "");
  config.key = Pem();
  EXPECT_EQ(ServerError(config), "TLS: expected the certificate's key, TlsConfig::key");
  config.key = Pem::Text(authority.Issue("DNS:a").key);
  EXPECT_THAT(ServerError(config), HasSubstr("TLS: the given text: expected the key of the certificate: "));
}

TEST(Pem, WeakKeysAreRefused) {
  const TestAuthority authority;
  EXPECT_THAT(ServerError(TestAuthority::Server(authority.Issue("DNS:a", -3600, 3600, "P-192"))),
              HasSubstr("TLS: the given text: the certificate cannot be used: ee key too small"));
}

TEST(Pem, FilesAreNamed) {
  TlsConfig config;
  config.certificate = Pem::File("/nowhere/server.crt");
  config.key = Pem::File("/nowhere/server.key");
  EXPECT_EQ(ServerError(config), "TLS: /nowhere/server.crt: No such file or directory");
  config.certificate = Pem::File(ELANUS_SOURCE_DIR "/README.md");
  EXPECT_EQ(ServerError(config), "TLS: " ELANUS_SOURCE_DIR "/README.md: expected a certificate in PEM, found none");
}

TEST(Pem, AuthoritiesAreThere) {
  TlsConfig config;
  config.authorities = Pem::Text("nothing");
  EXPECT_EQ(TlsLayer(config).PrepareClient().message(),
            "TLS: the given text: expected certificates of authorities in PEM, found none");
  config.authorities = Pem::Text("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
  EXPECT_FALSE(TlsLayer(config).PrepareClient().ok());
  EXPECT_TRUE(TlsLayer(TlsConfig()).PrepareClient().ok());
}

}  // namespace
}  // namespace elanus::tls
