// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One call at a client, from its begin until both sides have ended the stream.
#pragma once

#include <cstddef>

#include "elanus/protocol/grpc/answer.h"
#include "elanus/protocol/grpc/http2.h"
#include "elanus/protocol/grpc/message_reader.h"
#include "elanus/protocol/grpc/message_writer.h"
#include "elanus/session/session.h"

namespace elanus::protocol {

class GrpcClientStream final : public Http2Stream {
 public:
  bool used = false;
  session::CallId id = 0;
  bool gzip = false;         // messages go compressed
  bool one_message = false;  // the answer is one message, told of with the status
  bool headed = false;       // the first header list came
  bool settled = false;      // the caller knows, or does not care, how it ended
  bool sent = false;         // the whole request is
  bool unread = false;       // a message was told, and not taken yet
  std::size_t kept = 0;      // bytes of the peer's window that are held back
  GrpcAnswer answer;
  MessageReader reader;
  MessageWriter writer;
  bool has_body = false;
  Bytes body;  // of an answer of one message
  Status failure;

  void Reset() {
    static_cast<Http2Stream&>(*this) = Http2Stream();
    gzip = one_message = headed = settled = sent = unread = has_body = false;
    kept = 0;
    answer.Clear();
    reader.Clear();
    body.Release();
    failure = Ok();
  }
};

}  // namespace elanus::protocol
