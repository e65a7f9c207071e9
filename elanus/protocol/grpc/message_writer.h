// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A message at the end of a stream's buffer: a prefix that is patched when its body is known.
#pragma once

#include <cstddef>

#include "elanus/base/bytes.h"
#include "elanus/base/status.h"

namespace elanus::protocol {

// Of one stream; one message at a time.
class MessageWriter {
 public:
  // What follows in `out` is the body.
  Bytes& Begin(Bytes& out);
  // Fails, as after Abort, when the message is too long for its prefix. With `gzip` it is compressed if that makes it
  // shorter.
  Status End(Bytes& out, bool gzip);
  void Abort(Bytes& out) { out.Truncate(at_); }
  // Of the last message, before it was compressed, as both ends count it.
  std::size_t size() const { return size_; }

 private:
  std::size_t at_ = 0;
  std::size_t size_ = 0;
};

}  // namespace elanus::protocol
