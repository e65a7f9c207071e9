// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/otlp/header_list.h"

#include <gtest/gtest.h>

namespace elanus::otlp {
namespace {

TEST(Headers, AreReadAndDecoded) {
  const auto headers = ParseHeaders("api-key=secret, x-tenant = t%201 ,,empty=,two=a=b");
  ASSERT_TRUE(headers.ok());
  EXPECT_EQ(*headers, (HeaderList{{"api-key", "secret"}, {"x-tenant", "t 1"}, {"empty", ""}, {"two", "a=b"}}));
  EXPECT_TRUE(ParseHeaders("")->empty());
}

TEST(Headers, ErrorsNameTheHeaderAndNotItsValue) {
  EXPECT_EQ(ParseHeaders("a=1,secret").status().message(), "OTLP header 2: expected name=value");
  EXPECT_EQ(ParseHeaders("b c=secret").status().message(), "OTLP header 1: its name is no HTTP header name");
  EXPECT_EQ(ParseHeaders("=secret").status().message(), "OTLP header 1: its name is no HTTP header name");
  EXPECT_EQ(ParseHeaders("a=%zz").status().message(),
            "OTLP header a: expected two hex digits behind the % at offset 0");
  EXPECT_EQ(ParseHeaders("a=x%0d%0aY: z").status().message(), "OTLP header a: its value holds control characters");
}

}  // namespace
}  // namespace elanus::otlp
