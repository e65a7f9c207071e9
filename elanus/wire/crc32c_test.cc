// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/crc32c.h"

#include <gtest/gtest.h>

#include <string>

#include "elanus/wire/test_hex.h"

namespace elanus::wire {
namespace {

TEST(Crc32c, HasTheValuesOfRfc3720) {
  EXPECT_EQ(Crc32c(std::string(32, '\0')), 0x8A9136AAu);
  EXPECT_EQ(Crc32c(std::string(32, '\xff')), 0x62A8AB43u);
  std::string up;
  for (char c = 0; c < 32; ++c) up += c;
  EXPECT_EQ(Crc32c(up), 0x46DD794Eu);
  EXPECT_EQ(Crc32c("123456789"), 0xE3069283u);
  EXPECT_EQ(Crc32c(""), 0u);
}

// Against one bit at a time, for each length around the step of eight bytes and each alignment.
TEST(Crc32c, AgreesWithTheDefinition) {
  std::string bytes;
  for (int i = 0; i < 64; ++i) bytes += static_cast<char>(i * 37 + 11);
  for (std::size_t begin = 0; begin < 8; ++begin) {
    for (std::size_t size = 0; begin + size <= bytes.size(); ++size) {
      const std::string_view part = std::string_view(bytes).substr(begin, size);
      std::uint32_t crc = 0xffffffff;
      for (char c : part) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0x82F63B78 : 0);
      }
      ASSERT_EQ(Crc32c(part), ~crc) << begin << " " << size;
    }
  }
}

TEST(Crc32c, TravelsAsLowerCaseHex) {
  EXPECT_EQ(View(ToText(0xfae6bcbd)), "fae6bcbd");
  EXPECT_EQ(View(ToText(0x0000000a)), "0000000a");
}

}  // namespace
}  // namespace elanus::wire
