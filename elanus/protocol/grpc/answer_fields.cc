// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/grpc/answer_fields.h"

#include "elanus/protocol/grpc/limits.h"
#include "elanus/protocol/kitex/biz_extra.h"
#include "elanus/wire/grpc/base64.h"
#include "elanus/wire/grpc/percent.h"
#include "elanus/wire/grpc/status.h"

namespace elanus::protocol {

// Of what a status says beside its text. nghttp2 would send nothing at all of a list that is too long.
static constexpr std::size_t kMostExtra = grpc_limits::kSentHeaderBytes / 4;

void AddResponseHead(std::string_view subtype, bool gzip, Fields& out) {
  out.AddConstant(":status", "200");
  if (subtype.empty()) {
    out.AddConstant("content-type", "application/grpc");
  } else if (subtype == "thrift") {
    out.AddConstant("content-type", "application/grpc+thrift");
  } else {
    Bytes& value = out.BeginValue("content-type");
    value.Append("application/grpc+");
    value.Append(subtype);
    out.EndValue();
  }
  if (gzip) out.AddConstant("grpc-encoding", "gzip");
}

void AddResponseStatus(const Status& status, const Biz* biz, bool thrift, const Metadata* trailers, Fields& out) {
  if (status.ok() && biz == nullptr) {
    out.AddConstant("grpc-status", "0");
  } else {
    // Kitex reads a business error only beside a status that is none of success (wire.md 7.5).
    out.AddNumber("grpc-status",
                  biz != nullptr ? static_cast<int>(Code::kInternal) : wire::GrpcStatusNumber(status, thrift));
    const std::string_view text = biz != nullptr ? biz->message : status.message();
    wire::AppendPercentEncoded(text.substr(0, grpc_limits::kStatusTextBytes), out.BeginValue("grpc-message", true));
    out.EndValue();
  }
  if (!status.details().empty() && status.details().size() < kMostExtra) {
    wire::AppendBase64(status.details(), out.BeginValue("grpc-status-details-bin", true));
    out.EndValue();
  }
  if (biz != nullptr) {
    out.AddNumber("biz-status", biz->code);
    Bytes extra;
    if (!biz->extra.empty()) AppendBizExtra(biz->extra, extra);
    if (!extra.empty() && extra.size() < kMostExtra) out.Add("biz-extra", extra.view(), true);
  }
  if (trailers != nullptr) {
    const Status fits = out.AddMetadata(*trailers, MetaKind::kTrailer);
    static_cast<void>(fits.ok());
  }
}

}  // namespace elanus::protocol
