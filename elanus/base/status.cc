// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/status.h"

#include <cstdio>

#include "elanus/base/result.h"

namespace elanus {

struct Status::Rep {
  Code code = Code::kUnknown;
  bool remote = false;
  std::optional<std::int32_t> app_exception;
  std::string message;
  std::optional<Biz> biz;
  std::string details;
  base::TypeKey exception_key = nullptr;
  std::shared_ptr<const void> exception;
};

std::string_view CodeName(Code code) {
  switch (code) {
    case Code::kOk: return "Ok";
    case Code::kCancelled: return "Cancelled";
    case Code::kUnknown: return "Unknown";
    case Code::kInvalidArgument: return "InvalidArgument";
    case Code::kDeadlineExceeded: return "DeadlineExceeded";
    case Code::kNotFound: return "NotFound";
    case Code::kAlreadyExists: return "AlreadyExists";
    case Code::kPermissionDenied: return "PermissionDenied";
    case Code::kResourceExhausted: return "ResourceExhausted";
    case Code::kFailedPrecondition: return "FailedPrecondition";
    case Code::kAborted: return "Aborted";
    case Code::kOutOfRange: return "OutOfRange";
    case Code::kUnimplemented: return "Unimplemented";
    case Code::kInternal: return "Internal";
    case Code::kUnavailable: return "Unavailable";
    case Code::kDataLoss: return "DataLoss";
    case Code::kUnauthenticated: return "Unauthenticated";
    case Code::kBizError: return "BizError";
    case Code::kException: return "Exception";
  }
  return "Unknown";
}

Status Status::Make(Rep rep) {
  Status status;
  status.rep_ = std::make_shared<const Rep>(std::move(rep));
  return status;
}

Status::Status(Code code, std::string message) {
  if (code == Code::kOk) return;
  Rep rep;
  rep.code = code;
  rep.message = std::move(message);
  *this = Make(std::move(rep));
}

Status::Status(base::TypeKey key, std::string_view name, std::shared_ptr<const void> exception) {
  Rep rep;
  rep.code = Code::kException;
  rep.message = name;
  rep.exception_key = key;
  rep.exception = std::move(exception);
  *this = Make(std::move(rep));
}

Status BizError(std::int32_t code, std::string message, std::map<std::string, std::string> extra) {
  Status::Rep rep;
  rep.code = Code::kBizError;
  rep.message = message;
  rep.biz = Biz(code, std::move(message), std::move(extra));
  return Status::Make(std::move(rep));
}

Status ApplicationError(std::int32_t type, std::string message) {
  Status::Rep rep;
  const bool unknown = type == static_cast<std::int32_t>(AppException::kUnknownMethod) ||
                       type == static_cast<std::int32_t>(AppException::kUnknownService);
  const bool protocol = type == static_cast<std::int32_t>(AppException::kProtocolError);
  rep.code = unknown ? Code::kUnimplemented : protocol ? Code::kInvalidArgument : Code::kInternal;
  rep.message = std::move(message);
  rep.app_exception = type;
  return Status::Make(std::move(rep));
}

Code Status::code() const { return rep_ ? rep_->code : Code::kOk; }

const std::string& Status::message() const {
  static const std::string kEmpty;
  return rep_ ? rep_->message : kEmpty;
}

const std::string& Status::details() const {
  static const std::string kEmpty;
  return rep_ ? rep_->details : kEmpty;
}

Status Status::WithDetails(std::string details) const {
  if (ok()) return *this;
  Rep rep = *rep_;
  rep.details = std::move(details);
  return Make(std::move(rep));
}

const void* Status::exception(base::TypeKey key) const {
  return rep_ && rep_->exception_key == key ? rep_->exception.get() : nullptr;
}

const Biz* Status::biz() const { return rep_ && rep_->biz ? &*rep_->biz : nullptr; }

bool Status::is_result() const { return rep_ && (rep_->biz || rep_->exception); }

std::optional<std::int32_t> Status::app_exception() const { return rep_ ? rep_->app_exception : std::nullopt; }

bool Status::remote() const { return rep_ && rep_->remote; }

Status Status::Prefixed(std::string_view prefix) const {
  if (ok()) return *this;
  Rep rep = *rep_;
  rep.message = StrCat(prefix, rep.message);
  return Make(std::move(rep));
}

Status Status::AsRemote() const {
  if (ok()) return *this;
  Rep rep = *rep_;
  rep.remote = true;
  return Make(std::move(rep));
}

std::string Status::ToString() const {
  if (ok()) return "ok";
  return StrCat(CodeName(code()), ": ", message());
}

const Status& base::NoResult() {
  static const Status kNoResult = Internal("no result was given");
  return kNoResult;
}

int Fail(const Status& status) {
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return 1;
}

}  // namespace elanus
