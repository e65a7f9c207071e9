// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// For tests: one end of a connection, used by coroutines as strictly as the contract of Stream allows: it reads and
// writes only when it was told to, so that a stream that forgets to tell makes its test hang.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "elanus/async/event.h"
#include "elanus/async/task.h"
#include "elanus/net/stream.h"

namespace elanus::net {

class TestPeer final : public StreamObserver {
 public:
  explicit TestPeer(std::unique_ptr<Stream> stream) : stream_(std::move(stream)) { stream_->SetObserver(*this); }

  Stream& stream() { return *stream_; }
  // Closes the stream; the peer stays.
  void Destroy() { stream_.reset(); }
  // The next of these calls destroys the stream.
  enum class Call { kNone, kReadable, kWritable, kHangUp };
  void DestroyIn(Call call) { destroy_in_ = call; }
  bool destroyed() const { return stream_ == nullptr; }
  int calls() const { return calls_; }
  int hang_ups() const { return hang_ups_; }

  // kDone, kEnd or kError.
  Task<IoResult> Read(char* to, std::size_t room) {
    for (;;) {
      while (!may_read_) co_await Next(readable_);
      const IoResult result = stream_->Read(to, room);
      const bool blocked = result.kind() == IoResult::Kind::kBlocked;
      // The end and errors may be read again.
      may_read_ = result.kind() == IoResult::Kind::kDone ? stream_->more() : !blocked;
      if (!blocked) co_return result;
    }
  }

  // Up to `size` bytes: fewer when the end or an error comes first, which `last` tells then.
  Task<std::string> ReadUpTo(std::size_t size, std::size_t room = std::size_t{64} << 10) {
    std::string all;
    std::string buffer(room, '\0');
    while (all.size() < size) {
      const IoResult result = co_await Read(buffer.data(), std::min(room, size - all.size()));
      last_ = result;
      if (result.kind() != IoResult::Kind::kDone) break;
      all.append(buffer, 0, result.size());
    }
    co_return std::move(all);
  }
  const IoResult& last() const { return last_; }

  // 0, or the errno that ended it.
  Task<int> Write(std::string bytes) {
    std::size_t written = 0;
    while (written < bytes.size()) {
      while (!may_write_) co_await Next(writable_);
      const std::size_t left = bytes.size() - written;
      const IoResult result = stream_->Write(bytes.data() + written, left);
      if (result.kind() == IoResult::Kind::kError) co_return result.error();
      may_write_ = result.kind() == IoResult::Kind::kDone && result.size() == left;
      if (result.kind() == IoResult::Kind::kDone) written += result.size();
    }
    co_return 0;
  }

  // Writes until it does not work any more; how much that was.
  std::size_t WriteUntilBlocked() {
    const std::string block(std::size_t{16} << 10, 'x');
    std::size_t written = 0;
    for (;;) {
      const IoResult result = stream_->Write(block.data(), block.size());
      if (result.kind() != IoResult::Kind::kDone) break;
      written += result.size();
    }
    may_write_ = false;
    return written;
  }

  Task<void> Readable() {
    while (!may_read_) co_await Next(readable_);
  }
  Task<void> HungUp() {
    while (hang_ups_ == 0) co_await Next(hung_up_);
  }

 private:
  static Task<void> Next(async::Event& event) {
    event.Reset();
    (void)co_await event.Wait();
  }
  void OnReadable() override {
    may_read_ = true;
    Told(readable_, Call::kReadable);
  }
  void OnWritable() override {
    may_write_ = true;
    Told(writable_, Call::kWritable);
  }
  void OnHangUp() override {
    ++hang_ups_;
    Told(hung_up_, Call::kHangUp);
  }
  void Told(async::Event& event, Call call) {
    ++calls_;
    event.Set();
    if (call == destroy_in_) stream_.reset();
  }

  std::unique_ptr<Stream> stream_;
  async::Event readable_;
  async::Event writable_;
  async::Event hung_up_;
  bool may_read_ = false;
  bool may_write_ = true;
  Call destroy_in_ = Call::kNone;
  int calls_ = 0;
  int hang_ups_ = 0;
  IoResult last_ = IoResult::Done(0);
};

}  // namespace elanus::net
