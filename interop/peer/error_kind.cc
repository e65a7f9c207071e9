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

// gRPC's numbers come as codes, and where an application error of Thrift means one of them, as its type.
std::int32_t ErrorCode(const Status& status) {
  return status.app_exception().value_or(static_cast<std::int32_t>(status.code()));
}

std::string_view ErrorKind(const Status& status) {
  if (status.remote() && status.app_exception()) return "application";
  switch (status.code()) {
    case Code::kOk: return "";
    case Code::kException: return "exception";
    case Code::kBizError: return "biz";
    case Code::kCancelled:
      // Kitex answers calls of unknown methods with this number over gRPC.
      return status.remote() && status.message().find("cancel") == std::string::npos ? "application" : "cancelled";
    case Code::kUnavailable: return "connection";
    case Code::kDataLoss: return status.remote() ? "application" : "checksum";
    case Code::kDeadlineExceeded:
      // No connection in time is no timeout of the call.
      return status.message().find("get connection error") != std::string::npos ? "connection" : "timeout";
    default: return status.remote() ? "application" : "other";
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
  } else if (status.app_exception() || error["kind"] == "application") {
    error["code"] = ErrorCode(status);
  }
  return error;
}

Json StreamErrorJson(const Status& status) {
  Json error = ErrorJson(status);
  if (!status.is_result()) error["code"] = ErrorCode(status);
  if (error["kind"] == "other") error["kind"] = "application";
  return error;
}

}  // namespace peer
