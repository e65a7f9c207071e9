// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// For the tests of this folder: tests/otlp_receiver.py as a child process.
#pragma once

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "elanus/base/check.h"

extern char** environ;

namespace elanus::otlp {

class TestReceiver {
 public:
  // How requests are answered: see the script.
  explicit TestReceiver(const std::vector<std::string>& answers) {
    int to_child[2];
    int from_child[2];
    ELANUS_CHECK(::pipe(to_child) == 0 && ::pipe(from_child) == 0);
    // Debian's own: the package is not for others.
    std::vector<std::string> words = {"/usr/bin/python3", std::string(ELANUS_SOURCE_DIR) + "/tests/otlp_receiver.py"};
    words.insert(words.end(), answers.begin(), answers.end());
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, to_child[0], 0);
    posix_spawn_file_actions_adddup2(&actions, from_child[1], 1);
    for (const int fd : {to_child[0], to_child[1], from_child[0], from_child[1]}) {
      posix_spawn_file_actions_addclose(&actions, fd);
    }
    const int failed = ::posix_spawn(&process_, words[0].c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ELANUS_CHECK(failed == 0, words[0], " cannot be started");
    ::close(to_child[0]);
    ::close(from_child[1]);
    input_ = to_child[1];
    output_ = ::fdopen(from_child[0], "r");
    const std::string line = Line();
    if (line.starts_with("port ")) {
      port_ = std::atoi(line.c_str() + 5);
    } else {
      skip_ = line;
    }
  }
  TestReceiver(const TestReceiver&) = delete;
  TestReceiver& operator=(const TestReceiver&) = delete;
  ~TestReceiver() {
    ::close(input_);
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
    std::fclose(output_);
  }

  // Why it cannot be used; empty when it can.
  const std::string& skip() const { return skip_; }
  std::string endpoint() const { return "http://127.0.0.1:" + std::to_string(port_); }
  // Waits for the next request: a line of JSON. Empty when the receiver has ended.
  std::string Request() { return Line(); }

 private:
  std::string Line() {
    std::string line;
    for (int c = std::getc(output_); c != EOF && c != '\n'; c = std::getc(output_))
      line.push_back(static_cast<char>(c));
    return line;
  }

  pid_t process_ = 0;
  int input_ = -1;
  std::FILE* output_ = nullptr;
  int port_ = 0;
  std::string skip_;
};

}  // namespace elanus::otlp
