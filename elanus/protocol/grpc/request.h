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
  std::string_view subtype() const { return Text(found_.subtype); }
  bool thrift() const { return found_.thrift; }
  // Of its messages; `takes_gzip`: the answer's may be so too.
  bool gzip() const { return found_.encoding == Encoding::kGzip; }
  bool takes_gzip() const { return found_.takes_gzip || gzip(); }

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

  // What the fields said.
  struct Found {
    Part path, method, subtype, from_service, from_method, to_service, encoding_name;
    Duration timeout{0};
    bool bad_timeout = false;
    bool timed = false;
    bool grpc = false;
    bool thrift = false;
    bool post = false;
    bool takes_gzip = false;
    Encoding encoding = Encoding::kIdentity;
  };

  Bytes texts_;
  Bytes scratch_;
  Metadata metadata_;
  Found found_;
};

}  // namespace elanus::protocol
