// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/grpc/status.h"

#include <utility>

namespace elanus::wire {

namespace {

constexpr std::uint32_t kKitexShutdown = 1000;

struct Reset {
  std::string_view name;
  Code code;
};
constexpr Reset kResets[] = {
    {"NO_ERROR", Code::kInternal},
    {"PROTOCOL_ERROR", Code::kInternal},
    {"INTERNAL_ERROR", Code::kInternal},
    {"FLOW_CONTROL_ERROR", Code::kResourceExhausted},
    {"SETTINGS_TIMEOUT", Code::kInternal},
    {"STREAM_CLOSED", Code::kInternal},
    {"FRAME_SIZE_ERROR", Code::kInternal},
    {"REFUSED_STREAM", Code::kUnavailable},
    {"CANCEL", Code::kCancelled},
    {"COMPRESSION_ERROR", Code::kInternal},
    {"CONNECT_ERROR", Code::kInternal},
    {"ENHANCE_YOUR_CALM", Code::kResourceExhausted},
    {"INADEQUATE_SECURITY", Code::kPermissionDenied},
    {"HTTP_1_1_REQUIRED", Code::kInternal},
};

Code CodeFromHttp(std::uint32_t status) {
  switch (status) {
    case 400: return Code::kInternal;
    case 401: return Code::kUnauthenticated;
    case 403: return Code::kPermissionDenied;
    case 404: return Code::kUnimplemented;
    case 429:
    case 502:
    case 503:
    case 504: return Code::kUnavailable;
    default: return Code::kUnknown;
  }
}

}  // namespace

std::uint32_t GrpcStatusNumber(const Status& status, bool thrift) {
  if (status.is_result()) return static_cast<std::uint32_t>(Code::kInternal);
  if (!status.app_exception()) return static_cast<std::uint32_t>(status.code());
  const std::int32_t type = *status.app_exception();
  switch (static_cast<AppException>(type)) {
    case AppException::kUnknown: return static_cast<std::uint32_t>(Code::kUnknown);
    case AppException::kUnknownMethod:
    case AppException::kUnknownService:
    case AppException::kNoServiceName: return static_cast<std::uint32_t>(Code::kUnimplemented);
    case AppException::kInternalError: return static_cast<std::uint32_t>(Code::kInternal);
    case AppException::kProtocolError:
      return static_cast<std::uint32_t>(thrift ? Code::kPermissionDenied : Code::kInternal);
    default: return static_cast<std::uint32_t>(type);
  }
}

Status StatusFromGrpc(std::uint32_t number, std::string text) {
  if (number <= static_cast<std::uint32_t>(Code::kUnauthenticated)) {
    return Status(static_cast<Code>(number), std::move(text));
  }
  return ApplicationError(static_cast<std::int32_t>(number), std::move(text));
}

Status StatusFromReset(std::uint32_t error_code) {
  if (error_code == kKitexShutdown) return Unavailable("graceful shutdown");
  if (error_code >= std::size(kResets)) {
    return Status(Code::kUnknown, StrCat("the stream was reset with the unknown code ", error_code));
  }
  const Reset& reset = kResets[error_code];
  return Status(reset.code, StrCat("the stream was reset: ", reset.name));
}

Status StatusFromHttp(std::uint32_t http_status) {
  return Status(CodeFromHttp(http_status), StrCat("expected an answer of gRPC, got HTTP status ", http_status));
}

std::string_view ResetName(std::uint32_t error_code) {
  return error_code < std::size(kResets) ? kResets[error_code].name : std::string_view("an unknown code");
}

}  // namespace elanus::wire
