// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A value on the heap that may be absent, copied and compared by its contents: how a generated struct holds
// itself again (`optional Node next`). The type may be incomplete where the Box is a member.
#pragma once

#include <memory>
#include <utility>

#include "elanus/base/check.h"

namespace elanus {

// Like std::optional, but the value is on the heap. Not thread-safe. Copies copy the value.
template <class T>
class Box {
 public:
  using value_type = T;

  Box() = default;
  Box(const T& value) : value_(std::make_unique<T>(value)) {}        // NOLINT: implicit like std::optional
  Box(T&& value) : value_(std::make_unique<T>(std::move(value))) {}  // NOLINT
  Box(const Box& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
  Box(Box&& other) noexcept = default;
  Box& operator=(const Box& other) {
    Box copy(other);
    value_.swap(copy.value_);
    return *this;
  }
  // What `other` holds is taken out of it before the old value goes, so `list = std::move(list->next)` works.
  Box& operator=(Box&& other) noexcept {
    std::unique_ptr<T> taken = std::move(other.value_);
    value_.swap(taken);
    return *this;
  }
  ~Box() = default;

  bool has_value() const { return value_ != nullptr; }
  explicit operator bool() const { return has_value(); }
  T& operator*() { return Value(); }
  const T& operator*() const { return Value(); }
  T* operator->() { return &Value(); }
  const T* operator->() const { return &Value(); }

  template <class... Args>
  T& emplace(Args&&... args) {
    value_ = std::make_unique<T>(std::forward<Args>(args)...);
    return *value_;
  }
  void reset() { value_.reset(); }

  // Absent ones are equal, and less than any value.
  friend bool operator==(const Box& a, const Box& b) { return a && b ? *a == *b : a.has_value() == b.has_value(); }
  friend bool operator<(const Box& a, const Box& b) { return a && b ? *a < *b : b.has_value() && !a.has_value(); }

 private:
  T& Value() const {
    ELANUS_CHECK(value_ != nullptr, "the value of an empty Box was used");
    return *value_;
  }

  std::unique_ptr<T> value_;
};

}  // namespace elanus
