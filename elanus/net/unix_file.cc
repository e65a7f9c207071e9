// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/net/unix_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace elanus::net {
namespace {

// Ok when the path is free, or was freed of a dead socket.
Status MakeWay(const std::string& path, const SocketAddress& address) {
  struct stat found = {};
  if (lstat(path.c_str(), &found) != 0) return errno == ENOENT ? Ok() : ErrnoStatus(errno);
  if (!S_ISSOCK(found.st_mode)) return Unavailable("the file exists and is no socket");
  Result<Socket> probe = Socket::Open(AF_UNIX);
  if (!probe) return probe.status();
  const int error = probe->Connect(address);
  if (error == ENOENT) return Ok();
  // Anything but a refusal (even a full backlog) shows that somebody listens, or that nothing can be said.
  if (error != ECONNREFUSED) return ErrnoStatus(error == 0 || error == EAGAIN ? EADDRINUSE : error);
  if (unlink(path.c_str()) != 0 && errno != ENOENT) return ErrnoStatus(errno);
  return Ok();
}

}  // namespace

UnixFile::UnixFile(UnixFile&& other) noexcept
    : path_(std::exchange(other.path_, {})), device_(other.device_), inode_(other.inode_) {}

UnixFile& UnixFile::operator=(UnixFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(device_, other.device_);
  std::swap(inode_, other.inode_);
  return *this;
}

UnixFile::~UnixFile() {
  if (path_.empty()) return;
  struct stat found = {};
  if (lstat(path_.c_str(), &found) == 0 && found.st_dev == device_ && found.st_ino == inode_) unlink(path_.c_str());
}

Result<Socket> UnixFile::Listen(const std::string& path, UnixFile& file) {
  Result<SocketAddress> address = SocketAddress::UnixPath(path);
  if (!address) return address.status();
  if (Status free = MakeWay(path, *address); !free.ok()) return free;
  Result<Socket> listening = ListenOn(*address);
  if (!listening) return listening;
  struct stat made = {};
  if (lstat(path.c_str(), &made) == 0) {
    file.path_ = path;
    file.device_ = made.st_dev;
    file.inode_ = made.st_ino;
  }
  return listening;
}

}  // namespace elanus::net
