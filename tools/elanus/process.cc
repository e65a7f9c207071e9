// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tools/elanus/process.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace elanus::tool {

Status RunProgram(const std::vector<std::string>& command) {
  std::vector<std::string> words = command;
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  pid_t child = 0;
  if (const int error = ::posix_spawnp(&child, argv[0], nullptr, nullptr, argv.data(), environ); error != 0) {
    const std::string why = StrCat("cannot run ", command[0], ": ", std::generic_category().message(error));
    return error == ENOENT ? NotFound(why) : Unavailable(why);
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return Unavailable("cannot wait for ", command[0]);
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return Ok();
  return Internal(command[0], " failed");
}

bool MakeTemporaryFolder(std::string& pattern) { return ::mkdtemp(pattern.data()) != nullptr; }

}  // namespace elanus::tool
