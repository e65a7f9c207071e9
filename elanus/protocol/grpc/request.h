// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The header list of a request, as it comes field by field, and what it means.
#pragma once

#include <cstdint>
#include <string_view>

#include "elanus/base/bytes.h"
#include "elanus/rpc/metadata.h"
#include "elanus/session/session.h"

namespace elanus::protocol {

// What a request that is not for a service of ours is answered with.
class HttpAnswer {
 public:
  std::string_view status;
  std::string_view type;  // content-type of `text`
  std::string_view text;
};

// Reused from stream to stream.
class GrpcRequest {
 public:
  void Clear();
  void Read(std::string_view name, std::string_view value);

  // Null when it is a call; else plain HTTP, and how it is answered. The answers live for ever.
  const HttpAnswer* foreign() const;
  // Of a call: what `head` can know of it, with views into this. Not ok: the call is answered with that.
  Status Fill(bool meta_handlers, session::RequestHead& head) const;
  Metadata& metadata() { return metadata_; }
  // The sub-type of the content, as it came: "+thrift".
  std::string_view subtype() const { return Text(subtype_); }
  bool thrift() const { return thrift_; }
  // Of its messages; `takes_gzip`: the answer's may be so too.
  bool gzip() const { return encoding_ == Encoding::kGzip; }
  bool takes_gzip() const { return takes_gzip_ || gzip(); }

 private:
  struct Part {
    std::uint32_t at = 0;
    std::uint32_t size = 0;
  };
  enum class Encoding : std::uint8_t { kIdentity, kGzip, kUnknown };

  Part Keep(std::string_view text);
  std::string_view Text(Part part) const { return {texts_.data() + part.at, part.size}; }
  void ReadContentType(std::string_view value);
  void ReadOther(std::string_view name, std::string_view value);

  Bytes texts_;
  Bytes scratch_;
  Metadata metadata_;
  Part path_, method_, subtype_, from_service_, from_method_, to_service_, encoding_name_;
  Duration timeout_{0};
  bool bad_timeout_ = false;
  bool timed_ = false;
  bool grpc_ = false;
  bool thrift_ = false;
  bool post_ = false;
  bool takes_gzip_ = false;
  Encoding encoding_ = Encoding::kIdentity;
};

}  // namespace elanus::protocol
