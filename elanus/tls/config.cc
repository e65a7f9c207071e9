// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/tls/config.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

namespace elanus {

Result<std::string> Pem::Read() const {
  if (!is_file_) return value_;
  std::ifstream file(value_, std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  if (!file || !text) return InvalidArgument(value_, ": ", std::strerror(errno));
  return text.str();
}

}  // namespace elanus
