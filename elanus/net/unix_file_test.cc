// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/net/unix_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <optional>
#include <string>

#include "elanus/net/test_world.h"

namespace elanus::net {
namespace {

bool Exists(const std::string& path) {
  struct stat found = {};
  return lstat(path.c_str(), &found) == 0;
}

void WriteFile(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  ASSERT_NE(file, nullptr);
  std::fclose(file);
}

class UnixFileTest : public testing::Test {
 protected:
  TestDirectory directory_;
  const std::string path_ = directory_.File("socket");
};

TEST_F(UnixFileTest, GoesWithItsOwner) {
  {
    UnixFile file;
    const auto listening = UnixFile::Listen(path_, file);
    ASSERT_TRUE(listening.ok()) << listening.status().ToString();
    EXPECT_TRUE(Exists(path_));
    const UnixFile moved = std::move(file);
    EXPECT_TRUE(Exists(path_));
  }
  EXPECT_FALSE(Exists(path_));
}

TEST_F(UnixFileTest, DeadSocketIsReplaced) {
  // What a server that was killed leaves: the file without a listener.
  {
    const auto dead = ListenOn(*SocketAddress::UnixPath(path_));
  }
  ASSERT_TRUE(Exists(path_));
  UnixFile file;
  const auto listening = UnixFile::Listen(path_, file);
  EXPECT_TRUE(listening.ok()) << listening.status().ToString();
}

TEST_F(UnixFileTest, LivingSocketIsLeftAlone) {
  UnixFile file;
  const auto living = UnixFile::Listen(path_, file);
  ASSERT_TRUE(living.ok());
  {
    UnixFile other;
    const auto second = UnixFile::Listen(path_, other);
    EXPECT_EQ(second.status().message(), "address already in use");
  }
  EXPECT_TRUE(Exists(path_));
}

TEST_F(UnixFileTest, OtherFilesAreLeftAlone) {
  WriteFile(path_);
  UnixFile file;
  const auto listening = UnixFile::Listen(path_, file);
  EXPECT_EQ(listening.status().message(), "the file exists and is no socket");
  EXPECT_TRUE(Exists(path_));
  unlink(path_.c_str());
}

TEST_F(UnixFileTest, AFileThatTookItsPlaceStays) {
  {
    UnixFile file;
    const auto listening = UnixFile::Listen(path_, file);
    ASSERT_TRUE(listening.ok());
    const std::string aside = directory_.File("aside");
    ASSERT_EQ(rename(path_.c_str(), aside.c_str()), 0);
    WriteFile(path_);
    unlink(aside.c_str());
  }
  EXPECT_TRUE(Exists(path_));
  unlink(path_.c_str());
}

TEST_F(UnixFileTest, NoDirectoryIsAnError) {
  UnixFile file;
  EXPECT_EQ(UnixFile::Listen(directory_.File("no/socket"), file).status().message(), "no such file or directory");
  EXPECT_EQ(UnixFile::Listen("", file).status().code(), Code::kInvalidArgument);
}

}  // namespace
}  // namespace elanus::net
