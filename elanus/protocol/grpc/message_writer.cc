// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/grpc/message_writer.h"

#include <cstdint>

#include "elanus/wire/compress/gzip.h"
#include "elanus/wire/grpc/message.h"

namespace elanus::protocol {

Bytes& MessageWriter::Begin(Bytes& out) {
  at_ = out.size();
  out.Reserve(wire::GrpcPrefix::kSize);
  out.Commit(wire::GrpcPrefix::kSize);
  return out;
}

Status MessageWriter::End(Bytes& out, bool gzip) {
  const std::size_t body = at_ + wire::GrpcPrefix::kSize;
  std::size_t size = out.size() - body;
  bool compressed = false;
  if (size > UINT32_MAX) {
    Abort(out);
    return ResourceExhausted("expected a message of at most 4 GiB, got ", size, " bytes");
  }
  size_ = size;
  if (gzip) {
    Bytes packed;
    const Status status = wire::Gzip(out.view().substr(body), packed);
    compressed = status.ok() && packed.size() < size;
    if (compressed) {
      size = packed.size();
      out.Truncate(body);
      out.Append(packed.view());
    }
  }
  wire::GrpcPrefix(compressed, static_cast<std::uint32_t>(size)).Write(out.data() + at_);
  return Ok();
}

}  // namespace elanus::protocol
