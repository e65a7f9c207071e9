// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0

#include "interop/peer/stream_log.h"

#include <utility>

namespace peer {

using elanus::Status;
using elanus::StrCat;

std::string StreamLog::Ended(const std::string& key) const {
  const std::lock_guard lock(mutex_);
  const auto found = streams_.find(key);
  return found != streams_.end() ? found->second : "";
}

void StreamLog::Set(const std::string& key, std::string text) {
  const std::lock_guard lock(mutex_);
  streams_[key] = std::move(text);
}

LoggedStream::LoggedStream(StreamLog& log, const elanus::Context& ctx, std::string key)
    : log_(log), ctx_(ctx), key_(std::move(key)) {
  Tell("running 0");
}

LoggedStream::~LoggedStream() {
  if (!ended_) Tell(StrCat("failed ", items_, " an exception"));
}

void LoggedStream::Name(std::string key) {
  key_ = std::move(key);
  Tell(StrCat("running ", items_));
}

void LoggedStream::Count() { Tell(StrCat("running ", ++items_)); }

Status LoggedStream::End(Status status) {
  ended_ = true;
  if (status.ok()) {
    Tell(StrCat("done ", items_));
  } else {
    Tell(StrCat(ctx_.cancelled() ? "cancelled " : "failed ", items_, " ", status.message()));
  }
  return status;
}

void LoggedStream::Tell(const std::string& text) {
  if (!key_.empty()) log_.Set(key_, text);
}

}  // namespace peer
