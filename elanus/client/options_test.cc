// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/client/options.h"

#include <gtest/gtest.h>

#include <chrono>

namespace elanus {
namespace {

using std::chrono::seconds;

client::Config Apply(const ClientOption& option) {
  client::Config config;
  option.Apply(config);
  return config;
}

// The clamps of kitex-features.md 14.2.
TEST(IdleConfig, ClampsAsKitexDoes) {
  EXPECT_EQ(IdleConfig(10, 100, Duration(0)).max_idle_timeout, seconds(30));
  EXPECT_EQ(IdleConfig(10, 100, seconds(1)).max_idle_timeout, seconds(2));
  EXPECT_EQ(IdleConfig(0, 100, seconds(5)).max_idle_per_address, 1);
  EXPECT_EQ(IdleConfig(1, 100, seconds(5), 9).min_idle, 5);
  EXPECT_EQ(IdleConfig(1, 100, seconds(5), 9).max_idle_per_address, 5);
  EXPECT_EQ(IdleConfig(10, 0, seconds(5)).max_idle_global, 1 << 20);
  EXPECT_EQ(IdleConfig(10, 3, seconds(5)).max_idle_global, 10);
  EXPECT_EQ(IdleConfig().max_idle_timeout, seconds(60));
}

TEST(WithHostPorts, KeepsTheFirstMistake) {
  EXPECT_EQ(Apply(WithHostPorts("a:1", "b:2")).addresses.size(), 2u);
  const client::Config wrong = Apply(WithHostPorts("a:1", "nonsense"));
  EXPECT_FALSE(wrong.error.ok());
  EXPECT_NE(wrong.error.message().find("nonsense"), std::string::npos) << wrong.error.message();
  EXPECT_FALSE(Apply(WithHostPorts(std::vector<std::string>())).error.ok());
}

TEST(WithTransportProtocol, RefusesWhatIsNotSpoken) {
  EXPECT_TRUE(Apply(WithTransportProtocol(Transport::kBuffered)).error.ok());
  EXPECT_EQ(Apply(WithTransportProtocol(Transport::kTTHeaderStreaming)).error.code(), Code::kUnimplemented);
}

}  // namespace
}  // namespace elanus
