// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The command in a folder of its own, for tests.
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <string>

#include "tools/elanus/files.h"

namespace elanus::tool {

class Tool : public testing::Test {
 protected:
  Tool() {
    char path[] = "/tmp/elanus-tool-XXXXXX";
    folder_ = ::mkdtemp(path);
  }
  ~Tool() override { std::filesystem::remove_all(folder_); }

  // Runs it in the folder; output has both streams.
  int Run(const std::string& arguments) { return RunCommand("'" ELANUS_TOOL "' " + arguments); }
  int RunCommand(const std::string& command) {
    std::FILE* pipe = ::popen(("cd " + folder_ + " && " + command + " 2>&1").c_str(), "r");
    output_.clear();
    std::array<char, 4096> part;
    while (const std::size_t got = std::fread(part.data(), 1, part.size(), pipe)) output_.append(part.data(), got);
    const int status = ::pclose(pipe);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  void Put(const std::string& path, const std::string& text) {
    ASSERT_TRUE(WriteIfChanged(folder_ + "/" + path, text));
  }
  std::string Get(const std::string& path) { return ReadIfThere(folder_ + "/" + path); }
  bool Has(const std::string& path) { return Exists(folder_ + "/" + path); }

  std::string folder_;
  std::string output_;
};

}  // namespace elanus::tool
