// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A queue of bytes in one piece: encoders append at the end and patch lengths in place, decoders read
// from the front without copying. Memory comes from the pool and grows by doubling, never by a length
// that a peer only announced.
#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

namespace elanus {

// Not thread-safe; movable. Pointers and views into it last until the next call that is not const.
class Bytes {
 public:
  Bytes() = default;
  Bytes(Bytes&& other) noexcept;
  Bytes& operator=(Bytes&& other) noexcept;
  Bytes(const Bytes&) = delete;
  Bytes& operator=(const Bytes&) = delete;
  ~Bytes() { Release(); }

  const char* data() const { return block_ + head_; }
  char* data() { return block_ + head_; }
  std::size_t size() const { return tail_ - head_; }
  bool empty() const { return head_ == tail_; }
  std::string_view view() const { return {data(), size()}; }

  // Room for at least n bytes behind the end. Fill it, then Commit what was filled. The first block is 4 KiB;
  // a full one is twice as large next, or compacted when most of it has been consumed.
  char* Reserve(std::size_t n) {
    if (capacity_ - tail_ < n) [[unlikely]]
      Grow(n);
    return block_ + tail_;
  }
  // Bytes behind the end that need no growth.
  std::size_t room() const { return capacity_ - tail_; }
  void Commit(std::size_t n) { tail_ += n; }
  // `bytes` must not point into this object.
  void Append(std::string_view bytes) {
    if (bytes.empty()) return;  // memcpy must not see a null pointer
    std::memcpy(Reserve(bytes.size()), bytes.data(), bytes.size());
    Commit(bytes.size());
  }

  // Drops n bytes from the front; n <= size().
  void Consume(std::size_t n) {
    head_ += n;
    if (head_ == tail_) head_ = tail_ = 0;
  }
  // Keeps the first `size` bytes.
  void Truncate(std::size_t size) { tail_ = head_ + size; }
  void Clear() { head_ = tail_ = 0; }
  // Clear, and give the memory back.
  void Release() noexcept;
  std::size_t capacity() const { return capacity_; }

 private:
  void Grow(std::size_t n);

  char* block_ = nullptr;
  std::size_t head_ = 0;
  std::size_t tail_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace elanus
