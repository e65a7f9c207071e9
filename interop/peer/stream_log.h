// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// How the streams stand that were given a name: what Ended tells.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "elanus/base/status.h"
#include "elanus/rpc/context.h"

namespace peer {

// Safe on any thread; outlives the streams.
class StreamLog {
 public:
  // "running N", "done N", "cancelled N TEXT", "failed N TEXT"; N counts the stream's items. Empty for an unknown key.
  std::string Ended(const std::string& key) const;

 private:
  friend class LoggedStream;
  void Set(const std::string& key, std::string text);

  mutable std::mutex mutex_;
  std::map<std::string, std::string> streams_;  // guarded by mutex_
};

// One stream, on its handler's frame.
class LoggedStream {
 public:
  LoggedStream(StreamLog& log, const elanus::Context& ctx, std::string key = "");
  LoggedStream(const LoggedStream&) = delete;
  // A handler that throws has failed.
  ~LoggedStream();

  // The client gives it by an item in some streams.
  void Name(std::string key);
  // An item was sent, or came.
  void Count();
  int items() const { return items_; }
  // How the handler ends: gives it back.
  elanus::Status End(elanus::Status status);

 private:
  void Tell(const std::string& text);

  StreamLog& log_;
  const elanus::Context& ctx_;
  std::string key_;
  int items_ = 0;
  bool ended_ = false;
};

}  // namespace peer
