// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tools/elanus/files.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "elanus/base/strcat.h"

namespace elanus::tool {

std::string ReadIfThere(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

bool Exists(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

Result<bool> WriteIfChanged(const std::string& path, std::string_view text) {
  if (Exists(path) && ReadIfThere(path) == text) return false;
  std::error_code error;
  const std::filesystem::path to(path);
  if (to.has_parent_path()) std::filesystem::create_directories(to.parent_path(), error);
  if (error) return Status(Code::kUnknown, StrCat("cannot make the folder of ", path, ": ", error.message()));
  const std::string part = StrCat(path, ".", static_cast<long>(::getpid()), ".part");
  std::ofstream out(part, std::ios::binary | std::ios::trunc);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  if (out) std::filesystem::rename(part, path, error);
  if (!out || error) {
    std::error_code ignored;
    std::filesystem::remove(part, ignored);
    return Status(Code::kUnknown, StrCat("cannot write ", path, error ? StrCat(": ", error.message()) : std::string()));
  }
  return true;
}

}  // namespace elanus::tool
