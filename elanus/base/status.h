// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// How a call ended. One type for every failure that is not a bug: failures of the framework and of
// handlers (a code and a text), business errors (Kitex's BizStatusError) and exceptions that the IDL
// declares. A bug is a failed check (check.h) and never a Status.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "elanus/base/strcat.h"

namespace elanus {

// gRPC's numbers for 0 to 16, so that no table is needed there; two more for results that are not
// failures of the call: see Status::biz() and Status::As().
enum class Code : std::uint8_t {
  kOk = 0,
  kCancelled = 1,
  kUnknown = 2,
  kInvalidArgument = 3,
  kDeadlineExceeded = 4,
  kNotFound = 5,
  kAlreadyExists = 6,
  kPermissionDenied = 7,
  kResourceExhausted = 8,
  kFailedPrecondition = 9,
  kAborted = 10,
  kOutOfRange = 11,
  kUnimplemented = 12,
  kInternal = 13,
  kUnavailable = 14,
  kDataLoss = 15,
  kUnauthenticated = 16,
  kBizError = 32,
  kException = 33,
};

// "DeadlineExceeded"; the value of `exception.type` on spans.
std::string_view CodeName(Code code);

// The application exception types of the Thrift protocols (spec: wire.md 1.5).
enum class AppException : std::int32_t {
  kUnknown = 0,
  kUnknownMethod = 1,
  kInvalidMessageType = 2,
  kWrongMethodName = 3,
  kBadSequenceId = 4,
  kMissingResult = 5,
  kInternalError = 6,
  kProtocolError = 7,
  kInvalidProtocol = 9,
  kUnknownService = 20,
  kNoServiceName = 21,
};

// The base of the classes that the generator makes of IDL exceptions. They are returned, never thrown.
struct DeclaredException {};

template <class E>
concept IsDeclaredException = std::is_base_of_v<DeclaredException, E> && !std::is_same_v<DeclaredException, E>;

// A business error: the call worked, the business said no (Kitex's BizStatusError).
class Biz {
 public:
  Biz() = default;
  Biz(std::int32_t code, std::string message, std::map<std::string, std::string> extra)
      : code(code), message(std::move(message)), extra(std::move(extra)) {}
  std::int32_t code = 0;
  std::string message;
  std::map<std::string, std::string> extra;
};

namespace base {

// One address a type: compares types without RTTI.
template <class T>
inline constexpr char kTypeKey = 0;
using TypeKey = const void*;
template <class T>
constexpr TypeKey KeyOf() {
  return &kTypeKey<std::remove_cv_t<T>>;
}

}  // namespace base

// Cheap when ok (one null pointer); a failure shares its immutable contents between copies, so a
// Status may be copied to and read on any thread.
class [[nodiscard]] Status {
 public:
  Status() = default;  // ok
  Status(Code code, std::string message);
  template <IsDeclaredException E>
  Status(E exception)  // NOLINT: `co_return UserNotFound(7)` is the point
      : Status(base::KeyOf<E>(), E::kName, std::make_shared<const E>(std::move(exception))) {}

  bool ok() const { return rep_ == nullptr; }
  explicit operator bool() const { return ok(); }
  Code code() const;
  const std::string& message() const;

  // The declared exception, when it is an E; else null. Owned by the status.
  template <IsDeclaredException E>
  const E* As() const {
    return static_cast<const E*>(exception(base::KeyOf<E>()));
  }
  // The business error, when it is one; else null.
  const Biz* biz() const;
  // Declared exceptions and business errors are results: they are no errors for spans and breakers.
  bool is_result() const;
  // The type of the application exception that travelled, or shall travel, for this failure.
  std::optional<std::int32_t> app_exception() const;
  // True when the peer said it, false when it was found on this side.
  bool remote() const;

  // Further facts for programs, over gRPC: a serialized google.rpc.Status (`grpc-status-details-bin`). Else empty.
  const std::string& details() const;
  Status WithDetails(std::string details) const;

  // The same failure with text before its message; ok stays ok.
  Status Prefixed(std::string_view prefix) const;
  Status AsRemote() const;
  // "ok", or "DeadlineExceeded: rpc timeout: ...".
  std::string ToString() const;

  friend Status BizError(std::int32_t code, std::string message, std::map<std::string, std::string> extra);
  friend Status ApplicationError(std::int32_t type, std::string message);

 private:
  struct Rep;
  Status(base::TypeKey key, std::string_view name, std::shared_ptr<const void> exception);
  const void* exception(base::TypeKey key) const;
  static Status Make(Rep rep);

  std::shared_ptr<const Rep> rep_;
};

inline Status Ok() { return Status(); }
Status BizError(std::int32_t code, std::string message, std::map<std::string, std::string> extra = {});
// A failure that travels as a Thrift application exception of this type (wire.md 1.5); type 6 when a
// handler fails in any other way.
Status ApplicationError(std::int32_t type, std::string message);
inline Status ApplicationError(AppException type, std::string message) {
  return ApplicationError(static_cast<std::int32_t>(type), std::move(message));
}

template <class... Parts>
Status Cancelled(const Parts&... parts) {
  return Status(Code::kCancelled, StrCat(parts...));
}
template <class... Parts>
Status InvalidArgument(const Parts&... parts) {
  return Status(Code::kInvalidArgument, StrCat(parts...));
}
template <class... Parts>
Status DeadlineExceeded(const Parts&... parts) {
  return Status(Code::kDeadlineExceeded, StrCat(parts...));
}
template <class... Parts>
Status NotFound(const Parts&... parts) {
  return Status(Code::kNotFound, StrCat(parts...));
}
template <class... Parts>
Status AlreadyExists(const Parts&... parts) {
  return Status(Code::kAlreadyExists, StrCat(parts...));
}
template <class... Parts>
Status PermissionDenied(const Parts&... parts) {
  return Status(Code::kPermissionDenied, StrCat(parts...));
}
template <class... Parts>
Status ResourceExhausted(const Parts&... parts) {
  return Status(Code::kResourceExhausted, StrCat(parts...));
}
template <class... Parts>
Status FailedPrecondition(const Parts&... parts) {
  return Status(Code::kFailedPrecondition, StrCat(parts...));
}
template <class... Parts>
Status Aborted(const Parts&... parts) {
  return Status(Code::kAborted, StrCat(parts...));
}
template <class... Parts>
Status OutOfRange(const Parts&... parts) {
  return Status(Code::kOutOfRange, StrCat(parts...));
}
template <class... Parts>
Status Unimplemented(const Parts&... parts) {
  return Status(Code::kUnimplemented, StrCat(parts...));
}
template <class... Parts>
Status Internal(const Parts&... parts) {
  return Status(Code::kInternal, StrCat(parts...));
}
template <class... Parts>
Status Unavailable(const Parts&... parts) {
  return Status(Code::kUnavailable, StrCat(parts...));
}
template <class... Parts>
Status DataLoss(const Parts&... parts) {
  return Status(Code::kDataLoss, StrCat(parts...));
}
template <class... Parts>
Status Unauthenticated(const Parts&... parts) {
  return Status(Code::kUnauthenticated, StrCat(parts...));
}

// Prints the reason to standard error; the exit code of a main that ends with it: 1.
int Fail(const Status& status);

}  // namespace elanus
