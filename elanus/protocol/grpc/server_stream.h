// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One call at a server, from its header list until both sides have ended the stream.
#pragma once

#include <cstddef>

#include "elanus/protocol/grpc/fields.h"
#include "elanus/protocol/grpc/http2.h"
#include "elanus/protocol/grpc/message_reader.h"
#include "elanus/protocol/grpc/message_writer.h"
#include "elanus/protocol/grpc/request.h"
#include "elanus/session/session.h"

namespace elanus::protocol {

class GrpcServerStream final : public Http2Stream {
 public:
  // What the request's DATA is for.
  enum class Reading : std::uint8_t {
    kHeaders,     // nothing yet
    kOneMessage,  // opens the call
    kMessages,    // of a stream
    kNothing,     // passed over
    kForeign,     // of a request that is no call: passed over, and answered at its end
  };

  bool used = false;
  session::CallId id = 0;
  Reading reading = Reading::kHeaders;
  bool told = false;           // the sink knows of the call
  bool answered = false;       // the sink, and we, are done with it
  bool header_sent = false;    // the answer's header list is submitted
  bool sent = false;           // the whole answer is
  bool gzip = false;           // messages of the answer go compressed
  bool unread = false;         // a message was told, and not taken yet
  std::size_t unfinished = 0;  // bytes of a message that is not whole, as counted
  std::size_t kept = 0;        // bytes of the peer's window that are held back
  GrpcRequest request;
  MessageReader reader;
  MessageWriter writer;
  Fields trailers;  // empty: success and nothing else

  void Reset() {
    static_cast<Http2Stream&>(*this) = Http2Stream();
    reading = Reading::kHeaders;
    told = answered = header_sent = sent = gzip = unread = false;
    kept = unfinished = 0;
    request.Clear();
    reader.Clear();
    trailers.Clear();
  }
};

}  // namespace elanus::protocol
