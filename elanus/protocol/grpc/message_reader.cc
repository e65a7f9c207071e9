// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/grpc/message_reader.h"

namespace elanus::protocol {

namespace {

constexpr std::size_t kPrefix = wire::GrpcPrefix::kSize;

Status CheckSize(const wire::GrpcPrefix& prefix, std::size_t limit) {
  if (prefix.size <= limit) return Ok();
  return ResourceExhausted("expected a message of at most ", limit, " bytes, got one of ", prefix.size);
}

}  // namespace

Status MessageReader::Next(std::string_view& bytes, std::size_t limit, wire::GrpcPrefix& prefix,
                           std::string_view& message) {
  if (part_.empty() && bytes.size() >= kPrefix) {
    prefix = wire::GrpcPrefix::Read(bytes.data());
    if (Status status = CheckSize(prefix, limit); !status.ok()) return status;
    if (bytes.size() - kPrefix >= prefix.size) {
      message = bytes.substr(kPrefix, prefix.size);
      bytes.remove_prefix(kPrefix + prefix.size);
      return Ok();
    }
  }
  if (part_.size() < kPrefix) {
    const std::size_t size = std::min(kPrefix - part_.size(), bytes.size());
    part_.Append(bytes.substr(0, size));
    bytes.remove_prefix(size);
    if (part_.size() < kPrefix) return Ok();
  }
  prefix = wire::GrpcPrefix::Read(part_.data());
  if (Status status = CheckSize(prefix, limit); !status.ok()) return status;
  const std::size_t size = std::min(kPrefix + prefix.size - part_.size(), bytes.size());
  part_.Append(bytes.substr(0, size));
  bytes.remove_prefix(size);
  if (part_.size() < kPrefix + prefix.size) return Ok();
  message = part_.view().substr(kPrefix);
  return Ok();
}

}  // namespace elanus::protocol
