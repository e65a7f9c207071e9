// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/grpc/answer.h"

#include <charconv>
#include <map>
#include <string>
#include <utility>

#include "elanus/protocol/grpc/fields.h"
#include "elanus/protocol/grpc/metadata_in.h"
#include "elanus/protocol/kitex/biz_extra.h"
#include "elanus/wire/grpc/base64.h"
#include "elanus/wire/grpc/percent.h"
#include "elanus/wire/grpc/status.h"

namespace elanus::protocol {

namespace {

constexpr std::uint32_t kFine = 200;

template <class T>
bool ReadNumber(std::string_view text, T& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

void GrpcAnswer::Clear() {
  texts_.Clear();
  metadata_.Clear();
  found_ = Found();
}

GrpcAnswer::Part GrpcAnswer::Keep(std::string_view text) {
  Part part;
  part.at = static_cast<std::uint32_t>(texts_.size());
  part.size = static_cast<std::uint32_t>(text.size());
  part.there = true;
  texts_.Append(text);
  return part;
}

void GrpcAnswer::Read(std::string_view name, std::string_view value, MetaKind kind) {
  if (name == ":status") {
    if (!ReadNumber(value, found_.http_status)) found_.http_status = 0;
  } else if (name == "content-type") {
    found_.grpc = value.starts_with("application/grpc");
  } else if (name == "grpc-encoding") {
    found_.gzip = value == "gzip";
  } else if (name == "grpc-status") {
    found_.status = Keep(value);
  } else if (name == "grpc-message") {
    found_.message = Keep(value);
  } else if (name == "grpc-status-details-bin") {
    found_.details = Keep(value);
  } else if (name == "biz-status") {
    found_.biz_status = Keep(value);
  } else if (name == "biz-extra") {
    found_.biz_extra = Keep(value);
  } else if (!IsReservedHeader(name)) {
    AddIncoming(name, value, kind, scratch_, metadata_);
  }
}

Status GrpcAnswer::CheckHead() const {
  if (found_.http_status == kFine && found_.grpc) return Ok();
  if (found_.status.there && found_.grpc) return Ok();  // it says itself what is wrong
  if (found_.http_status != kFine) return wire::StatusFromHttp(found_.http_status);
  return Status(Code::kUnknown, "expected an answer of content-type application/grpc, got another one");
}

Status GrpcAnswer::BizStatus(std::string message) const {
  std::int32_t code = 0;
  if (!ReadNumber(Text(found_.biz_status), code)) {
    return Internal("malformed biz-status: expected a number, got ", Text(found_.biz_status));
  }
  std::map<std::string, std::string> extra;
  if (found_.biz_extra.there && found_.biz_extra.size > 0) {
    auto parsed = ParseBizExtra(Text(found_.biz_extra));
    if (parsed) extra = std::move(*parsed);  // else the error is worth more than its extra
  }
  return BizError(code, std::move(message), std::move(extra));
}

Status GrpcAnswer::status() const {
  if (!found_.status.there) return Internal("expected a grpc-status at the end of the answer, got none");
  std::uint32_t number = 0;
  if (!ReadNumber(Text(found_.status), number)) {
    return Status(Code::kUnknown, StrCat("malformed grpc-status: expected a number, got ", Text(found_.status)));
  }
  if (number == 0) return Ok();
  std::string message = wire::PercentDecoded(Text(found_.message));
  if (found_.biz_status.there) return BizStatus(std::move(message));
  Status status = wire::StatusFromGrpc(number, std::move(message)).AsRemote();
  Bytes details;
  if (found_.details.there && wire::AppendFromBase64(Text(found_.details), details)) {
    status = status.WithDetails(std::string(details.view()));
  }
  return status;
}

}  // namespace elanus::protocol
