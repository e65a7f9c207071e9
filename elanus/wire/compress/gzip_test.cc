// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/compress/gzip.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace elanus::wire {
namespace {

using testing::HasSubstr;

std::string Packed(std::string_view data) {
  Bytes out;
  EXPECT_TRUE(Gzip(data, out).ok());
  return std::string(out.view());
}

TEST(Gzip, ComesBackAsItWas) {
  std::string mixed;
  for (std::size_t i = 0; i < 300'000; ++i) mixed += static_cast<char>(i * i % 251 + i / 1000);
  for (const std::string& data : {std::string(), std::string("x"), std::string(1 << 20, 'a'), mixed}) {
    Bytes out;
    out.Append("before ");
    ASSERT_TRUE(Gunzip(Packed(data), data.size(), out).ok()) << data.size();
    EXPECT_EQ(out.view().substr(7), data);
  }
}

TEST(Gzip, ABombStopsAtTheLimit) {
  const std::string bomb = Packed(std::string(std::size_t{32} << 20, '\0'));
  ASSERT_LT(bomb.size(), 40'000u);
  for (const std::size_t limit : {std::size_t{0}, std::size_t{1}, std::size_t{4096}, std::size_t{1} << 20}) {
    Bytes out;
    const Status status = Gunzip(bomb, limit, out);
    EXPECT_EQ(status.code(), Code::kResourceExhausted);
    EXPECT_THAT(status.message(), HasSubstr("at most " + std::to_string(limit)));
    EXPECT_LE(out.capacity(), 2 * limit + 8192);
  }
}

TEST(Gzip, SaysWhatIsWrong) {
  const std::string good = Packed("some text that is long enough to be compressed, to be compressed");
  Bytes out;
  EXPECT_THAT(Gunzip(good + "x", 1000, out).message(), HasSubstr("got 1 more bytes"));
  EXPECT_THAT(Gunzip("plain", 1000, out).message(), HasSubstr("got bytes that are none"));
  std::string broken = good;
  broken[broken.size() - 6] ^= 1;  // of the checksum
  EXPECT_THAT(Gunzip(broken, 1000, out).message(), HasSubstr("got bytes that are none"));
  for (std::size_t size = 0; size < good.size(); ++size) {
    EXPECT_FALSE(Gunzip(good.substr(0, size), 1000, out).ok()) << size;
  }
}

}  // namespace
}  // namespace elanus::wire
