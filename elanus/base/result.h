// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A value, or the Status that says why there is none.
#pragma once

#include <concepts>
#include <cstddef>
#include <new>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "elanus/base/check.h"
#include "elanus/base/status.h"

namespace elanus {

template <class T>
class Result;

namespace base {

template <class T>
inline constexpr bool kIsResult = false;
template <class T>
inline constexpr bool kIsResult<Result<T>> = true;

// What a Result holds that was given nothing. Shared, since every call begins with one.
const Status& NoResult();

// What a Result<T> takes beside a T itself: string-likes for strings, the same arithmetic type or an
// integer of the same signedness that is no wider. Never bool from or to a number, never a chain of
// conversions: `co_return false` must not become a struct.
template <class From, class T>
concept ResultTakes = std::same_as<From, T> ||
                      (std::same_as<T, std::string> && std::convertible_to<From, std::string_view> &&
                       !std::same_as<From, std::nullptr_t>) ||
                      (std::integral<T> && std::integral<From> && !std::same_as<T, bool> && !std::same_as<From, bool> &&
                       std::is_signed_v<T> == std::is_signed_v<From> && sizeof(From) <= sizeof(T));

}  // namespace base

template <class T>
class [[nodiscard]] Result {
  static_assert(!std::is_reference_v<T> && !std::same_as<T, Status> && !IsDeclaredException<T>);

 public:
  using value_type = T;

  // Holds a default T and says so with empty(): what a reply without a result field is (wire.md 1.4).
  static Result Empty() {
    Result result{T()};
    result.empty_ = true;
    return result;
  }

  Result() : Result(base::NoResult()) {}
  template <class From>
    requires base::ResultTakes<std::remove_cvref_t<From>, T>
  Result(From&& value) : has_value_(true) {  // NOLINT: implicit by design
    if constexpr (std::same_as<std::remove_cvref_t<From>, T>) {
      new (&value_) T(std::forward<From>(value));
    } else if constexpr (std::same_as<T, std::string>) {
      new (&value_) T(std::string_view(value));
    } else {
      new (&value_) T(static_cast<T>(value));
    }
  }
  Result(Status status) : has_value_(false), status_(std::move(status)) {  // NOLINT
    ELANUS_CHECK(!status_.ok(), "a Result was made of an ok Status: it needs a value");
  }
  template <IsDeclaredException E>
  Result(E exception) : Result(Status(std::move(exception))) {}  // NOLINT

  Result(Result&& other) noexcept(std::is_nothrow_move_constructible_v<T>) { Take(std::move(other)); }
  Result(const Result& other)
    requires std::copy_constructible<T>
      : has_value_(other.has_value_), empty_(other.empty_) {
    if (has_value_) {
      new (&value_) T(other.value_);
    } else {
      new (&status_) Status(other.status_);
    }
  }
  Result& operator=(Result other) noexcept(std::is_nothrow_move_constructible_v<T>) {
    Destroy();
    Take(std::move(other));
    return *this;
  }
  ~Result() { Destroy(); }

  bool ok() const { return has_value_; }
  explicit operator bool() const { return has_value_; }
  bool empty() const { return empty_; }

  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(value()); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  // Ok when there is a value.
  Status status() const& { return has_value_ ? Status() : status_; }
  template <IsDeclaredException E>
  const E* As() const {
    return has_value_ ? nullptr : status_.template As<E>();
  }

 private:
  T& value() {
    ELANUS_CHECK(has_value_, "the value of a failed Result was used: ", status_.ToString());
    return value_;
  }
  const T& value() const { return const_cast<Result*>(this)->value(); }
  void Destroy() {
    if (has_value_) {
      value_.~T();
    } else {
      status_.~Status();
    }
  }
  void Take(Result&& other) {
    has_value_ = other.has_value_;
    empty_ = other.empty_;
    if (has_value_) {
      new (&value_) T(std::move(other.value_));
    } else {
      new (&status_) Status(std::move(other.status_));
    }
  }

  bool has_value_ = false;
  bool empty_ = false;
  union {
    T value_;
    Status status_;
  };
};

}  // namespace elanus
