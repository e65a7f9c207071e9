// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/result.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace elanus {
namespace {

class NotThere : public DeclaredException {
 public:
  static constexpr std::string_view kName = "NotThere";
};

// As generated: no aggregate, a constructor of its required fields.
class User {
 public:
  User() = default;
  User(std::int64_t id) : id(id) {}  // NOLINT: implicit, to see that Result does not chain conversions
  std::int64_t id = 0;
  bool operator==(const User&) const = default;
};

enum class Color : std::int32_t { kRed };

template <class From, class T>
constexpr bool kTakes = std::is_convertible_v<From, Result<T>>;

// A T, a Status, a declared exception.
static_assert(kTakes<User, User> && kTakes<const User&, User> && kTakes<User&, User>);
static_assert(kTakes<Status, User> && kTakes<NotThere, User> && kTakes<Status, bool>);
static_assert(kTakes<std::unique_ptr<int>, std::unique_ptr<int>>);
static_assert(kTakes<std::vector<int>, std::vector<int>>);

// Never a chain of conversions.
static_assert(!kTakes<bool, User> && !kTakes<int, User> && !kTakes<std::int64_t, User> && !kTakes<const char*, User>);
static_assert(!kTakes<int, std::vector<int>> && !kTakes<std::nullptr_t, std::unique_ptr<int>>);

// Strings take string-likes.
static_assert(kTakes<const char*, std::string> && kTakes<const char (&)[4], std::string>);
static_assert(kTakes<std::string_view, std::string> && kTakes<const std::string&, std::string>);
static_assert(!kTakes<bool, std::string> && !kTakes<int, std::string> && !kTakes<char, std::string>);
static_assert(!kTakes<std::nullptr_t, std::string>);

// Never bool from or to anything else.
static_assert(kTakes<bool, bool>);
static_assert(!kTakes<int, bool> && !kTakes<const char*, bool> && !kTakes<void*, bool> && !kTakes<User, bool>);
static_assert(!kTakes<bool, int> && !kTakes<bool, std::int64_t> && !kTakes<bool, double> && !kTakes<bool, char>);

// Integers of the same signedness that are no wider.
static_assert(kTakes<int, std::int64_t> && kTakes<std::int16_t, std::int32_t> && kTakes<std::int64_t, std::int64_t>);
static_assert(kTakes<long long, std::int64_t> && kTakes<unsigned, std::uint64_t>);
static_assert(!kTakes<std::int64_t, std::int32_t> && !kTakes<unsigned, std::int64_t> && !kTakes<int, std::uint64_t>);
static_assert(!kTakes<int, double> && !kTakes<double, int> && !kTakes<float, double> && !kTakes<double, float>);
static_assert(kTakes<double, double>);
static_assert(!kTakes<int, Color> && !kTakes<Color, int> && kTakes<Color, Color>);

// One Result does not become another.
static_assert(!kTakes<Result<int>, std::int64_t> && !kTakes<Result<User>, bool> && !kTakes<Result<bool>, User>);
static_assert(!std::is_convertible_v<Result<bool>, bool>, "a Result converts to bool only where it is tested");
static_assert(!std::is_copy_constructible_v<Result<std::unique_ptr<int>>>);
static_assert(std::is_nothrow_move_constructible_v<Result<std::string>>);

TEST(Result, HoldsAValue) {
  Result<std::string> result = "text";
  EXPECT_TRUE(result.ok());
  EXPECT_TRUE(static_cast<bool>(result));
  EXPECT_EQ(*result, "text");
  EXPECT_EQ(result->size(), 4U);
  EXPECT_TRUE(result.status().ok());
  EXPECT_FALSE(result.empty());
  *result += " more";
  const std::string moved = *std::move(result);
  EXPECT_EQ(moved, "text more");
}

TEST(Result, HoldsAFailure) {
  const Result<std::string> result = NotFound("no file");
  EXPECT_FALSE(result.ok());
  EXPECT_EQ(result.status().code(), Code::kNotFound);
  EXPECT_EQ(result.As<NotThere>(), nullptr);
}

TEST(Result, HoldsADeclaredException) {
  const Result<User> result = NotThere();
  EXPECT_FALSE(result.ok());
  EXPECT_NE(result.As<NotThere>(), nullptr);
  EXPECT_EQ(Result<User>(User(1)).As<NotThere>(), nullptr);
}

TEST(Result, WidensIntegers) {
  const Result<std::int64_t> result = -7;
  EXPECT_EQ(*result, -7);
  const Result<std::uint64_t> large = 4'000'000'000U;
  EXPECT_EQ(*large, 4'000'000'000U);
}

TEST(Result, EmptyIsADefaultValueThatSaysSo) {
  Result<User> result = Result<User>::Empty();
  EXPECT_TRUE(result.ok());
  EXPECT_TRUE(result.empty());
  EXPECT_EQ(*result, User());
  const Result<User> moved = std::move(result);
  EXPECT_TRUE(moved.empty());
}

TEST(Result, ByDefaultIsAFailure) {
  const Result<int> result;
  EXPECT_EQ(result.status().ToString(), "Internal: no result was given");
}

TEST(Result, CopiesAndMovesBetweenItsStates) {
  Result<std::string> value = std::string(100, 'v');
  Result<std::string> failure = Unavailable("down");
  Result<std::string> copy = value;
  EXPECT_EQ(*copy, *value);
  copy = failure;
  EXPECT_EQ(copy.status().code(), Code::kUnavailable);
  copy = value;
  EXPECT_EQ(*copy, std::string(100, 'v'));
  failure = std::move(value);
  EXPECT_EQ(*failure, std::string(100, 'v'));
  failure = Status(Code::kAborted, "again");
  EXPECT_EQ(failure.status().code(), Code::kAborted);
}

TEST(Result, HoldsWhatOnlyMoves) {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
  EXPECT_EQ(**result, 7);
  const std::unique_ptr<int> taken = *std::move(result);
  EXPECT_EQ(*taken, 7);
}

TEST(ResultDeathTest, TheValueOfAFailureIsABug) {
  const Result<int> result = NotFound("no number");
  EXPECT_DEATH((void)*result, "the value of a failed Result was used: NotFound: no number");
}

TEST(ResultDeathTest, AnOkStatusIsNoResult) {
  EXPECT_DEATH((void)Result<int>(Ok()), "a Result was made of an ok Status: it needs a value");
}

}  // namespace
}  // namespace elanus
