// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/thrift/scan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "elanus/wire/test_hex.h"

namespace elanus::wire {
namespace {

using ::testing::HasSubstr;

constexpr char kStruct[] =
    "0c0001 0a0002fffffffffffffffe 02000501 0400063ff8000000000000 03000afd 06000b0102 0b0001000000026869"
    "0f0003080000000200000001ffffffff 0d00040b0b00000001 0000000161 0000000162 0c0007 0b000100000002696e 00"
    "0d0008 0808 00000001 00000001 00000002 0f0009 0c 00000002 00 080001 00000007 00 0d000a 0c0f 00000001 00 0200000000"
    "0d000b 0000 00000000 0e000c0b000000010000000178 00 00";

std::string ErrorOf(const std::string& bytes, const Limits& limits = {}) {
  StructScanner scanner(limits);
  const Found found = scanner.Feed(bytes);
  EXPECT_FALSE(found.ok());
  EXPECT_EQ(found.status().app_exception(), 7);
  return found.status().message();
}

TEST(StructScanner, FindsTheEndAtEachSplit) {
  const std::string bytes = FromHex(kStruct) + "next";
  const std::size_t size = bytes.size() - 4;
  for (std::size_t split = 0; split <= bytes.size(); ++split) {
    StructScanner scanner;
    const Found first = scanner.Feed(std::string_view(bytes).substr(0, split));
    ASSERT_TRUE(first.ok());
    ASSERT_EQ(*first, split < size ? kMore : size) << split;
    if (split >= size) continue;
    const Found second = scanner.Feed(bytes);
    ASSERT_TRUE(second.ok());
    EXPECT_EQ(*second, size) << split;
  }
}

TEST(StructScanner, TakesOneByteAtATimeAndIsUsedAgain) {
  const std::string bytes = FromHex(kStruct);
  StructScanner scanner;
  for (int round = 0; round < 2; ++round) {
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      const Found found = scanner.Feed(std::string_view(bytes).substr(0, size));
      ASSERT_TRUE(found.ok());
      ASSERT_EQ(*found, kMore) << size;
    }
    const Found found = scanner.Feed(bytes);
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(*found, bytes.size());
    scanner.Reset();
  }
}

TEST(StructScanner, HasTheDepthLimitOfTheReader) {
  for (int levels : {64, 65}) {
    std::string bytes;
    for (int i = 0; i < levels; ++i) bytes += FromHex("0c0001");
    bytes += std::string(static_cast<std::size_t>(levels) + 1, '\0');
    StructScanner scanner;
    const Found found = scanner.Feed(bytes);
    EXPECT_EQ(found.ok(), levels == 64);
    if (!found.ok()) {
      EXPECT_THAT(found.status().message(), HasSubstr("depth limit exceeded"));
    }
  }
}

TEST(StructScanner, RefusesBadBytesWithoutWaitingForMore) {
  EXPECT_THAT(ErrorOf(FromHex("07")), HasSubstr("unknown data type 7"));
  EXPECT_THAT(ErrorOf(FromHex("0b0001 ffffffff")), HasSubstr("expected the length of a string, got -1"));
  EXPECT_THAT(ErrorOf(FromHex("0f0001 08 80000000")), HasSubstr("expected the count of a container, got -2147483648"));
  EXPECT_THAT(ErrorOf(FromHex("0f0001 63 00000001")), HasSubstr("unknown data type 99"));
  EXPECT_THAT(ErrorOf(FromHex("0d0001 0002 00000001 00")), HasSubstr("unknown data type 0"));
}

TEST(StructScanner, RefusesMoreThanAMessage) {
  Limits limits;
  limits.message_bytes = 100;
  EXPECT_THAT(ErrorOf(FromHex("0b0001 00000065"), limits),
              HasSubstr("expected a struct of at most 100 bytes, got at least 108"));
  EXPECT_THAT(ErrorOf(FromHex("0f0001 08 7fffffff"), limits), HasSubstr("a struct of at most 100 bytes"));
  std::string endless = FromHex("0f0001 0c 7fffffff") + std::string(200, '\0');
  EXPECT_THAT(ErrorOf(endless, limits), HasSubstr("a struct of at most 100 bytes"));
}

TEST(StructScanner, KeepsItsError) {
  StructScanner scanner;
  EXPECT_FALSE(scanner.Feed("\x07").ok());
  EXPECT_FALSE(scanner.Feed(std::string_view("\x07\0\0", 3)).ok());
}

}  // namespace
}  // namespace elanus::wire
