// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Certificates that are changed on disk while they are in use.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "elanus/base/log.h"
#include "elanus/tls/test_certificates.h"
#include "elanus/tls/test_meeting.h"
#include "elanus/tls/test_tls_world.h"
#include "elanus/tls/test_volume.h"

namespace elanus::tls {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Task<void> Pass(Duration time) { (void)co_await SleepFor(time); }

class ReloadTest : public testing::Test {
 protected:
  ReloadTest() {
    SetLogSink([this](LogLevel level, std::string_view line) {
      if (level >= LogLevel::kError) errors_.emplace_back(line);
    });
  }
  ~ReloadTest() override { SetLogSink({}); }

  void Begin(const TlsConfig& server, const TlsConfig& client) {
    // Always at the same address, so that a client knows whom it has met before.
    auto below = std::make_unique<net::LoopbackWorld>();
    below->set_address(Address::Tcp("server", 443));
    world_ = std::make_unique<TlsWorld>(std::move(below), server, client);
  }
  TlsConfig Files() const {
    TlsConfig config;
    config.certificate = files_.Of("tls.crt");
    config.key = files_.Of("tls.key");
    return config;
  }
  TlsConfig Trusting() const {
    TlsConfig config = Files();
    config.authorities = files_.Of("ca.crt");
    return config;
  }
  TestIdentity Named(const std::string& name) const { return authority_.Issue("DNS:server,DNS:" + name); }

  Met& Meet() {
    met_ = Met();
    world_->Run(tls::Meet(*world_, world_->network(), world_->network(), met_));
    return met_;
  }
  // Which certificate the server showed.
  std::string Shown() {
    Meet();
    EXPECT_TRUE(met_.at_client.ok()) << met_.at_client.ToString();
    return met_.client != nullptr ? met_.client->Identify().dns_names.at(1) : "none";
  }
  void AfterAMinute() { world_->Run(Pass(std::chrono::seconds(61))); }

  const TestAuthority authority_;
  TestVolume files_;
  std::vector<std::string> errors_;
  std::unique_ptr<TlsWorld> world_;
  Met met_;
};

TEST_F(ReloadTest, NewConnectionsSeeTheNewOne) {
  files_.Become(Named("one"), "");
  Begin(Files(), authority_.Client());
  EXPECT_EQ(Shown(), "one");
  files_.Become(Named("two"), "");
  EXPECT_EQ(Shown(), "one");  // looked at a moment ago
  AfterAMinute();
  EXPECT_EQ(Shown(), "one");  // it is read meanwhile, no handshake waits for that
  EXPECT_EQ(Shown(), "two");
  AfterAMinute();
  EXPECT_EQ(Shown(), "two");
  EXPECT_THAT(errors_, IsEmpty());
}

TEST_F(ReloadTest, WhatCannotBeReadChangesNothing) {
  files_.Become(Named("one"), "");
  Begin(Files(), authority_.Client());
  EXPECT_EQ(Shown(), "one");
  TestIdentity broken = Named("two");
  broken.certificate = "not a certificate";
  files_.Become(broken, "");
  AfterAMinute();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(Shown(), "one");
  EXPECT_THAT(errors_, ElementsAre("TLS: the certificates of before stay in use: " + files_.File("tls.crt") +
                                   ": expected a certificate in PEM, found none"));
  files_.Become(Named("three"), "");
  AfterAMinute();
  EXPECT_EQ(Shown(), "one");
  EXPECT_EQ(Shown(), "three");
  EXPECT_EQ(errors_.size(), 1U);
}

TEST_F(ReloadTest, HalvesOfAChangeAreTriedAgain) {
  const TestIdentity one = Named("one");
  const TestIdentity two = Named("two");
  TestIdentity half = one;
  half.certificate = two.certificate;
  files_.Become(one, "");
  Begin(Files(), authority_.Client());
  EXPECT_EQ(Shown(), "one");
  files_.Become(half, "");
  AfterAMinute();
  EXPECT_EQ(Shown(), "one");
  EXPECT_EQ(Shown(), "one");
  ASSERT_EQ(errors_.size(), 1U);
  EXPECT_THAT(errors_[0], HasSubstr(files_.File("tls.key") + ": expected the key of the certificate"));
  files_.Become(two, "");
  AfterAMinute();
  EXPECT_EQ(Shown(), "one");
  EXPECT_EQ(Shown(), "two");
}

TEST_F(ReloadTest, FilesThatAreGoneAreNamed) {
  files_.Become(Named("one"), "");
  Begin(Files(), authority_.Client());
  EXPECT_EQ(Shown(), "one");
  std::filesystem::remove(files_.File("data"));
  AfterAMinute();
  EXPECT_EQ(Shown(), "one");
  EXPECT_EQ(Shown(), "one");
  EXPECT_THAT(errors_, ElementsAre("TLS: the certificates of before stay in use: " + files_.File("tls.crt") +
                                   ": No such file or directory"));
}

TEST_F(ReloadTest, ClientsShowTheNewOne) {
  TlsConfig server = authority_.Server("DNS:server");
  server.authorities = Pem::Text(authority_.certificate());
  files_.Become(authority_.Issue("DNS:one"), authority_.certificate());
  Begin(server, Trusting());
  Meet();
  EXPECT_THAT(met_.server->Identify().dns_names, ElementsAre("one"));
  files_.Become(authority_.Issue("DNS:two"), authority_.certificate());
  AfterAMinute();
  Meet();
  Meet();
  EXPECT_THAT(met_.server->Identify().dns_names, ElementsAre("two"));
}

// Also those that have been here before, and could make it short.
TEST_F(ReloadTest, WhoIsTrustedNoLongerIsRefused) {
  const TestAuthority other("Somebody Else");
  const TestIdentity identity = authority_.Issue("DNS:server,DNS:one");
  files_.Become(identity, authority_.certificate());
  Begin(Trusting(), authority_.Both("DNS:client"));
  for (int i = 0; i < 2; ++i) {
    Meet();
    EXPECT_TRUE(met_.at_server.ok()) << met_.at_server.ToString();
  }
  files_.Become(identity, other.certificate());
  AfterAMinute();
  Meet();
  Meet();
  EXPECT_EQ(met_.at_server.message(),
            "TLS handshake: certificate of Test Authority: unknown authority \"Test Authority\"");
}

TEST_F(ReloadTest, ZeroIsNever) {
  files_.Become(Named("one"), "");
  TlsConfig config = Files();
  config.reload_interval = Duration(0);
  Begin(config, authority_.Client());
  files_.Become(Named("two"), "");
  AfterAMinute();
  EXPECT_EQ(Shown(), "one");
  EXPECT_EQ(Shown(), "one");
}

}  // namespace
}  // namespace elanus::tls
