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
  Bytes texts = std::move(texts_);
  Bytes scratch = std::move(scratch_);
  Metadata metadata = std::move(metadata_);
  texts.Clear();
  metadata.Clear();
  *this = GrpcAnswer();
  texts_ = std::move(texts);
  scratch_ = std::move(scratch);
  metadata_ = std::move(metadata);
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
    if (!ReadNumber(value, http_status_)) http_status_ = 0;
  } else if (name == "content-type") {
    grpc_ = value.starts_with("application/grpc");
  } else if (name == "grpc-encoding") {
    gzip_ = value == "gzip";
  } else if (name == "grpc-status") {
    status_ = Keep(value);
  } else if (name == "grpc-message") {
    message_ = Keep(value);
  } else if (name == "grpc-status-details-bin") {
    details_ = Keep(value);
  } else if (name == "biz-status") {
    biz_status_ = Keep(value);
  } else if (name == "biz-extra") {
    biz_extra_ = Keep(value);
  } else if (!IsReservedHeader(name)) {
    AddIncoming(name, value, kind, scratch_, metadata_);
  }
}

Status GrpcAnswer::CheckHead() const {
  if (http_status_ == kFine && grpc_) return Ok();
  if (status_.there && grpc_) return Ok();  // it says itself what is wrong
  if (http_status_ != kFine) return wire::StatusFromHttp(http_status_);
  return Status(Code::kUnknown, "expected an answer of content-type application/grpc, got another one");
}

Status GrpcAnswer::BizStatus(std::string message) const {
  std::int32_t code = 0;
  if (!ReadNumber(Text(biz_status_), code)) {
    return Internal("malformed biz-status: expected a number, got ", Text(biz_status_));
  }
  std::map<std::string, std::string> extra;
  if (biz_extra_.there && biz_extra_.size > 0) {
    auto parsed = ParseBizExtra(Text(biz_extra_));
    if (parsed) extra = std::move(*parsed);  // else the error is worth more than its extra
  }
  return BizError(code, std::move(message), std::move(extra));
}

Status GrpcAnswer::status() const {
  if (!status_.there) return Internal("expected a grpc-status at the end of the answer, got none");
  std::uint32_t number = 0;
  if (!ReadNumber(Text(status_), number)) {
    return Status(Code::kUnknown, StrCat("malformed grpc-status: expected a number, got ", Text(status_)));
  }
  if (number == 0) return Ok();
  std::string message = wire::PercentDecoded(Text(message_));
  if (biz_status_.there) return BizStatus(std::move(message));
  Status status = wire::StatusFromGrpc(number, std::move(message)).AsRemote();
  Bytes details;
  if (details_.there && wire::AppendFromBase64(Text(details_), details)) {
    status = status.WithDetails(std::string(details.view()));
  }
  return status;
}

}  // namespace elanus::protocol
