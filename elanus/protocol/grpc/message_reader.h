// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Cuts the messages of a stream out of its DATA. One that lies in one frame is never copied.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "elanus/base/bytes.h"
#include "elanus/base/status.h"
#include "elanus/wire/compress/gzip.h"
#include "elanus/wire/grpc/message.h"

namespace elanus::protocol {

// Of one direction of one stream.
class MessageReader {
 public:
  // For the messages whose flag says so; else such a message is an error.
  void set_gzip(bool gzip) { gzip_ = gzip; }
  bool gzip() const { return gzip_; }

  // Calls on_message(view) for each message that is whole now. `limit`: bytes of a message, before and after
  // decompression. An error ends the stream.
  template <class OnMessage>
  Status Take(std::string_view bytes, std::size_t limit, OnMessage on_message) {
    while (!bytes.empty()) {
      std::string_view message;
      wire::GrpcPrefix prefix;
      if (Status status = Next(bytes, limit, prefix, message); !status.ok()) return status;
      if (message.data() == nullptr) return Ok();
      if (Status status = Deliver(prefix, message, limit, on_message); !status.ok()) return status;
      part_.Release();
    }
    return Ok();
  }

  // Of the message that is being, or was last, told of.
  bool compressed() const { return compressed_; }
  // Bytes of a message that is not whole.
  std::size_t held() const { return part_.size(); }
  void Clear() {
    part_.Release();
    gzip_ = false;
  }

 private:
  // Takes from `bytes`; `message` has data when one is whole.
  Status Next(std::string_view& bytes, std::size_t limit, wire::GrpcPrefix& prefix, std::string_view& message);

  template <class OnMessage>
  Status Deliver(const wire::GrpcPrefix& prefix, std::string_view message, std::size_t limit, OnMessage& on_message) {
    compressed_ = prefix.compressed;
    if (!prefix.compressed) {
      on_message(message);
      return Ok();
    }
    if (!gzip_)
      return Internal("expected a message without compression, as grpc-encoding names none, got a compressed one");
    Bytes plain;
    if (Status status = wire::Gunzip(message, limit, plain); !status.ok()) return status;
    on_message(plain.view());
    return Ok();
  }

  Bytes part_;
  bool gzip_ = false;
  bool compressed_ = false;
};

}  // namespace elanus::protocol
