// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The header lists of an answer as they come, and the status that they mean.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "elanus/base/bytes.h"
#include "elanus/base/status.h"
#include "elanus/rpc/metadata.h"

namespace elanus::protocol {

// Reused from stream to stream.
class GrpcAnswer {
 public:
  void Clear();
  // A field; entries of metadata are kept as `kind`, kPlain or kTrailer.
  void Read(std::string_view name, std::string_view value, MetaKind kind);

  bool informational() const { return found_.http_status >= 100 && found_.http_status < 200; }
  // Not ok when the first header list is none of gRPC's.
  Status CheckHead() const;
  bool gzip() const { return found_.gzip; }
  // After the last header list: how the call ended.
  Status status() const;
  Metadata& metadata() { return metadata_; }

 private:
  struct Part {
    std::uint32_t at = 0;
    std::uint32_t size = 0;
    bool there = false;
  };
  Part Keep(std::string_view text);
  std::string_view Text(Part part) const { return {texts_.data() + part.at, part.size}; }
  Status BizStatus(std::string message) const;

  // What the fields said.
  struct Found {
    std::uint32_t http_status = 0;
    bool grpc = false;
    bool gzip = false;
    Part status, message, details, biz_status, biz_extra;
  };

  Bytes texts_;
  Bytes scratch_;
  Metadata metadata_;
  Found found_;
};

}  // namespace elanus::protocol
