// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// How one message of a stream goes out.
#pragma once

namespace elanus {

class SendOptions {
 public:
  // gRPC: whether the message is compressed, in a stream that compresses; by default it is. For what would not become
  // shorter: pictures, archives. Without effect in a stream that does not compress.
  SendOptions& Compress(bool compress) {
    compress_ = compress;
    return *this;
  }
  bool compress() const { return compress_; }

 private:
  bool compress_ = true;
};

}  // namespace elanus
