// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/ttheader/mesh.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "elanus/base/strcat.h"
#include "elanus/wire/sniff/sniff.h"
#include "elanus/wire/test_hex.h"

namespace elanus::wire {
namespace {

using ::testing::HasSubstr;

// wire.md 3.9.
TEST(MeshHeader, ReadsTheExampleOfTheSpecification) {
  const std::string bytes = FromHex("ffaf0008 0001 0001 61 0001 62 00000011 80010001 00000004 50696e67 00000001 00");
  for (std::size_t size = 0; size <= bytes.size(); ++size) {
    const Found found = FindMeshHeader(std::string_view(bytes).substr(0, size));
    ASSERT_TRUE(found.ok());
    ASSERT_EQ(*found, size < 12 ? kMore : 12u);
  }
  MeshReader reader(std::string_view(bytes).substr(0, 12));
  std::string_view key, value;
  ASSERT_TRUE(reader.Next(key, value));
  EXPECT_EQ(key, "a");
  EXPECT_EQ(value, "b");
  EXPECT_FALSE(reader.Next(key, value));
  EXPECT_TRUE(reader.status().ok());
  EXPECT_EQ(SniffPayload(std::string_view(bytes).substr(12)), MessageKind::kFramed);
}

TEST(MeshHeader, RefusesEntriesThatAreNotThere) {
  const struct {
    const char* hex;
    const char* text;
  } cases[] = {
      {"ffaf0000", "2 bytes for the count of entries, got 0"},
      {"ffaf0002 0001", "2 bytes for the length of a key or value, got 0"},
      {"ffaf0005 0001 0004 61", "a key or value of 4 bytes, got 1"},
      {"ffaf0008 0002 0001 61 0001 62", "2 bytes for the length of a key or value, got 0"},
  };
  for (const auto& c : cases) {
    const std::string bytes = FromHex(c.hex);
    const Found found = FindMeshHeader(bytes);
    ASSERT_TRUE(found.ok() && *found == bytes.size());
    MeshReader reader(bytes);
    std::string_view key, value;
    while (reader.Next(key, value)) {
    }
    EXPECT_EQ(reader.status().app_exception(), 7);
    EXPECT_THAT(reader.status().message(), HasSubstr(c.text));
  }
  EXPECT_FALSE(FindMeshHeader(FromHex("ffae0002")).ok());
}

}  // namespace
}  // namespace elanus::wire
