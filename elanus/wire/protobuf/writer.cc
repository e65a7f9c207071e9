// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/protobuf/writer.h"

namespace elanus::wire {

void ProtoWriter::EndLong(std::size_t mark, std::size_t size) {
  char length[kMaxVarint];
  const auto length_size = static_cast<std::size_t>(StoreVarint(length, size) - length);
  out_.Reserve(length_size - 1);
  out_.Commit(length_size - 1);
  char* body = out_.data() + mark;
  std::memmove(body + length_size - 1, body, size);
  std::memcpy(body - 1, length, length_size);
}

}  // namespace elanus::wire
