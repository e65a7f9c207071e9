// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <memory>
#include <system_error>

#include "elanus/idl/parse.h"

namespace elanus::idl {
namespace {

class Close {
 public:
  void operator()(std::FILE* file) const { std::fclose(file); }
};

std::string Reason(int error) { return std::generic_category().message(error); }

}  // namespace

Result<std::string> ReadFromDisk(const std::string& path, std::size_t max_bytes) {
  if (path.find('\0') != std::string::npos) return InvalidArgument("the path contains a zero byte");
  std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rb"));
  if (file == nullptr) {
    int error = errno;
    if (error == ENOENT || error == ENOTDIR) return NotFound(Reason(error));
    return Unavailable(Reason(error));
  }
  std::string text;
  char block[16384];
  while (text.size() <= max_bytes) {
    std::size_t wanted = std::min(sizeof block, max_bytes + 1 - text.size());
    std::size_t got = std::fread(block, 1, wanted, file.get());
    text.append(block, got);
    if (got == wanted) continue;
    if (std::ferror(file.get()) != 0) return Unavailable(Reason(errno));
    break;
  }
  return text;
}

}  // namespace elanus::idl
