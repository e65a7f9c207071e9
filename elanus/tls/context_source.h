// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The certificates of one side, as they are in their files: new connections get the new ones, without a restart.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>

#include "elanus/async/loop.h"
#include "elanus/base/result.h"
#include "elanus/tls/context.h"

namespace elanus::tls {

// Which bytes a path leads to: another file or another content is another stamp. All zeros: none.
class FileStamp {
 public:
  explicit FileStamp(const Pem& pem);
  bool operator==(const FileStamp&) const = default;

 private:
  std::uint64_t device_ = 0;
  std::uint64_t inode_ = 0;
  std::int64_t size_ = 0;
  std::int64_t modified_ = 0;
  std::int64_t changed_ = 0;  // the inode: rights, too
};

// Safe on any thread. It has no thread and no timer: it looks when a connection is made.
class ContextSource : public std::enable_shared_from_this<ContextSource> {
 public:
  using Make = Result<std::shared_ptr<const Context>> (*)(const TlsConfig& config);

  // Reads the files.
  static Result<std::shared_ptr<ContextSource>> New(const TlsConfig& config, Make make);

  // For a new connection, on its loop. Once each TlsConfig::reload_interval it looks whether the files are others, and
  // has them read on a thread that may block; connections get what was there before until that has ended well.
  std::shared_ptr<const Context> Get(async::Loop& loop);

 private:
  using Stamps = std::array<FileStamp, 3>;

  ContextSource(const TlsConfig& config, Make make);
  Stamps Look() const;
  bool Changed(TimePoint now);
  void Reload();

  const TlsConfig config_;
  const Make make_;
  const bool has_files_;
  std::mutex mutex_;
  // Guarded by it:
  std::shared_ptr<const Context> context_;
  Stamps stamps_;  // of what context_ was made of
  TimePoint next_look_;
  bool reloading_ = false;
};

}  // namespace elanus::tls
