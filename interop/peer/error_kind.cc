// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/peer/error_kind.h"

#include "interop/interop.h"

namespace peer {

using elanus::Code;
using elanus::Status;

namespace {

// An exception as Go prints it.
std::string ExceptionText(const Status& status) {
  if (const auto* not_found = status.As<interop::NotFound>()) return "NotFound " + Text(ToJson(*not_found));
  if (const auto* denied = status.As<interop::Denied>()) return "Denied " + Text(ToJson(*denied));
  return status.message();
}

}  // namespace

std::string_view ErrorKind(const Status& status) {
  if (status.remote() && status.app_exception()) return "application";
  switch (status.code()) {
    case Code::kOk: return "";
    case Code::kException: return "exception";
    case Code::kBizError: return "biz";
    case Code::kCancelled: return "cancelled";
    case Code::kDataLoss: return "checksum";
    case Code::kUnavailable: return "connection";
    case Code::kDeadlineExceeded:
      // No connection in time is no timeout of the call.
      return status.message().find("get connection error") != std::string::npos ? "connection" : "timeout";
    default: return "other";
  }
}

Json ErrorJson(const Status& status) {
  Json error;
  error["kind"] = ErrorKind(status);
  error["code"] = 0;
  error["text"] = status.message();
  if (const elanus::Biz* biz = status.biz()) {
    error["code"] = biz->code;
    error["text"] = biz->message;
    if (!biz->extra.empty()) error["extra"] = biz->extra;
  } else if (status.code() == Code::kException) {
    error["text"] = ExceptionText(status);
  } else if (status.app_exception()) {
    error["code"] = *status.app_exception();
  }
  return error;
}

}  // namespace peer
