// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/otlp/endpoint.h"

#include <gtest/gtest.h>

namespace elanus::otlp {
namespace {

std::string Read(std::string_view text) {
  const auto endpoint = Endpoint::Parse(text);
  return endpoint.ok() ? endpoint->ToString() : endpoint.status().message();
}

TEST(Endpoint, ReadsItsForms) {
  EXPECT_EQ(Read("http://localhost:4318"), "http://localhost:4318");
  EXPECT_EQ(Read("localhost:4318"), "http://localhost:4318");
  EXPECT_EQ(Read("otel-collector.observability"), "http://otel-collector.observability:4318");
  EXPECT_EQ(Read("https://collector.example"), "https://collector.example:443");
  EXPECT_EQ(Read("https://collector.example:8443/otlp/"), "https://collector.example:8443/otlp/");
  EXPECT_EQ(Read("http://127.0.0.1:1/v1/traces"), "http://127.0.0.1:1/v1/traces");
  EXPECT_EQ(Read("http://[::1]:4318/x"), "http://[::1]:4318/x");
  EXPECT_EQ(Read("[::1]"), "http://[::1]:4318");
  EXPECT_EQ(Endpoint::Parse("http://[::1]:4318")->host, "::1");
}

TEST(Endpoint, SaysWhatIsWrong) {
  const std::string expected = "OTLP endpoint: expected http://host:port, https://host:port or host:port, got ";
  EXPECT_EQ(Read(""), expected + "\"\" (no host)");
  EXPECT_EQ(Read("http://"), expected + "\"http://\" (no host)");
  EXPECT_EQ(Read("unix:///tmp/x"), expected + "\"unix:///tmp/x\" (this scheme is not supported)");
  EXPECT_EQ(Read("grpc://h:1"), expected + "\"grpc://h:1\" (this scheme is not supported)");
  EXPECT_EQ(Read("h:0"), expected + "\"h:0\" (the port is no number from 1 to 65535)");
  EXPECT_EQ(Read("h:65536"), expected + "\"h:65536\" (the port is no number from 1 to 65535)");
  EXPECT_EQ(Read("h:"), expected + "\"h:\" (the port is no number from 1 to 65535)");
  EXPECT_EQ(Read("[::1"), expected + "\"[::1\" (no closing bracket)");
  EXPECT_EQ(Read("[]:1"), expected + "\"[]:1\" (no host)");
  EXPECT_EQ(Read("http://u:p@h"), expected + "\"http://u:p@h\" (user names are not supported)");
  EXPECT_EQ(Read("http://h/\r\nX: y"), expected + "\"http://h/\r\nX: y\" (blanks or control characters)");
}

}  // namespace
}  // namespace elanus::otlp
