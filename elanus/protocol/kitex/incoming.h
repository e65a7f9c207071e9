// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Finds the unary message at the front of the bytes of a connection, whichever framing it has (wire.md 2, 3, 5, 6.2).
//
// Kitex reads a message from the front and looks at its lengths last, so that lengths which end before the body
// begins do not hurt: the body's end is then found by walking it. We cut the same messages (wire.md 14.1).
#pragma once

#include <cstddef>
#include <string_view>

#include "elanus/base/limits.h"
#include "elanus/rpc/call_info.h"
#include "elanus/rpc/method.h"
#include "elanus/wire/found.h"
#include "elanus/wire/thrift/message.h"
#include "elanus/wire/thrift/scan.h"

namespace elanus::protocol {

// A message that is all there, or as much of it as is known. Views into the bytes it was found in.
class Incoming {
 public:
  Transport transport = Transport::kBuffered;
  Payload payload = Payload::kThrift;
  std::string_view tt_header;    // LENGTH to padding; empty when it is not of the TTHeader family
  std::string_view mesh_header;  // empty when there is none
  std::string_view checked;      // what a checksum in tt_header is of
  wire::MessageHead head;
  bool head_read = false;  // `head` is there; so it may be when the message is not whole, or is wrong further on
  std::string_view body;   // without the message's head; may end early when a length lied
  std::size_t size = 0;    // of the whole message
};

// Not thread-safe. One a connection: it remembers how far a bare body was walked.
class IncomingFinder {
 public:
  // With `checksum`, a TTHeader's payload is taken only when all of it is there that LENGTH says.
  explicit IncomingFinder(const Limits& limits, bool checksum = false)
      : limits_(limits), checksum_(checksum), scanner_(limits) {}

  // The size of the message at the front of `bytes`, or kMore, when `bytes` have to come again with more behind
  // them. What is wrong is said as soon as the bytes show it: text that names what was expected and what came.
  // `message` then still holds what was understood before the end or the error. Limit: message_bytes.
  wire::Found Find(std::string_view bytes, Incoming& message);

 private:
  wire::Found BehindTtHeader(std::string_view bytes, Incoming& message);
  wire::Found BehindMeshHeader(std::string_view bytes, Incoming& message);
  // The message begins at `begin`; the lengths before it say that it ends at `end`, 0 when there are none.
  wire::Found Message(std::string_view bytes, std::size_t begin, std::size_t end, Incoming& message);
  wire::Found Thrift(std::string_view bytes, std::size_t begin, std::size_t end, Incoming& message);
  wire::Found Protobuf(std::string_view bytes, std::size_t begin, std::size_t end, Incoming& message);
  Status TooLong(std::size_t size) const;

  Limits limits_;
  bool checksum_;
  wire::StructScanner scanner_;
};

}  // namespace elanus::protocol
