// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The file under which a unix socket listens: a crashed server leaves one behind, and it must not keep the next one
// from starting; a file that is something else, or in use, must survive.
#pragma once

#include <sys/types.h>

#include <string>

#include "elanus/base/result.h"
#include "elanus/net/socket.h"

namespace elanus::net {

// Removes the file when it is destroyed, if the path still leads to the file that was made here.
class UnixFile {
 public:
  UnixFile() = default;
  UnixFile(UnixFile&& other) noexcept;
  UnixFile& operator=(UnixFile&& other) noexcept;
  ~UnixFile();

  // Listens at the path. A socket's file where nobody listens is replaced; anything else there is an error.
  static Result<Socket> Listen(const std::string& path, UnixFile& file);

 private:
  std::string path_;
  dev_t device_ = 0;
  ino_t inode_ = 0;
};

}  // namespace elanus::net
