// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The envelope before the struct of a message (wire.md 1.1), in the strict form only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "elanus/wire/found.h"
#include "elanus/wire/thrift/writer.h"

namespace elanus::wire {

// kStream is a number of Kitex that no peer writes; its servers take it for a call (wire.md 14.5).
enum class MessageType : std::uint8_t { kCall = 1, kReply = 2, kException = 3, kOneway = 4, kStream = 5 };

// Longer names are refused. The format itself has no limit; Kitex takes any.
inline constexpr std::size_t kMaxMethodName = std::size_t{1} << 20;

class MessageHead {
 public:
  MessageHead() = default;
  MessageHead(MessageType type, std::string_view method, std::int32_t sequence_id)
      : type(type), method(method), sequence_id(sequence_id) {}
  bool operator==(const MessageHead&) const = default;

  MessageType type = MessageType::kCall;
  std::string_view method;  // not owned
  std::int32_t sequence_id = 0;
};

// The struct follows. An empty method name, or one above kMaxMethodName, fails the writer.
void WriteMessageHead(Writer& writer, const MessageHead& head);

// Reads the envelope at the front of `bytes`; its size is what the struct begins behind. `head.method` is a
// view into `bytes`. Errors are of type 7 (protocol error), for an unknown message type of type 2. An exception may
// come without a method name: who refuses a call before it has read the name has none, and Kitex's clients take it.
Found ReadMessageHead(std::string_view bytes, MessageHead& head);

}  // namespace elanus::wire
