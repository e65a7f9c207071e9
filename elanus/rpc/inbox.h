// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Messages of a stream that came and were not read yet. Bounded by the session's window, which holds the peer back.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "elanus/async/event.h"
#include "elanus/base/bytes.h"
#include "elanus/base/status.h"

namespace elanus::rpc {

// On one loop; one reader.
class Inbox {
 public:
  // Kept until it is read. Nothing after the end.
  void Push(std::string_view body, bool compressed) {
    if (ended_) return;
    const Mark mark = {.size = static_cast<std::uint32_t>(body.size()), .compressed = compressed};
    bytes_.Append({reinterpret_cast<const char*>(&mark), sizeof(mark)});
    bytes_.Append(body);
    changed_.Set();
  }
  // No further message: ok after the peer's regular end. What was pushed is still read. The first end counts.
  void End(const Status& status) {
    if (ended_) return;
    ended_ = true;
    status_ = status;
    changed_.Set();
  }
  // Ends at once: what was not read is gone.
  void Break(const Status& status) {
    bytes_.Release();
    if (ended_ && status_.ok()) ended_ = false;
    End(status);
  }

  bool empty() const { return bytes_.empty(); }
  bool ended() const { return ended_; }
  const Status& status() const { return status_; }
  // The oldest; not when empty. Valid until Pop or Push.
  std::string_view front() const { return {bytes_.data() + sizeof(Mark), Front().size}; }
  void Pop() {
    const Mark mark = Front();
    compressed_ = mark.compressed != 0;
    bytes_.Consume(sizeof(mark) + mark.size);
    if (bytes_.empty() && bytes_.capacity() > kKept) bytes_.Release();
  }
  // Of the message that was popped last.
  bool compressed() const { return compressed_; }
  // A reader waits already.
  bool awaited() const { return changed_.awaited(); }
  // Ok when there is a message or the end.
  async::Event::Waiter Wait(async::Until until) {
    changed_.Reset();
    return changed_.Wait(until);
  }

 private:
  // A stream that waits long holds no large buffer.
  static constexpr std::size_t kKept = std::size_t{64} << 10;
  struct Mark {
    std::uint32_t size = 0;
    std::uint32_t compressed = 0;
  };
  Mark Front() const {
    Mark mark;
    std::memcpy(&mark, bytes_.data(), sizeof(mark));
    return mark;
  }

  Bytes bytes_;  // each message behind its mark
  bool ended_ = false;
  bool compressed_ = false;
  Status status_;
  async::Event changed_;
};

}  // namespace elanus::rpc
