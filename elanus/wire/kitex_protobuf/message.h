// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Kitex-Protobuf's envelope before a message, and the message of its exceptions (README.md here). Always in a frame,
// whose length says where the message ends.
#pragma once

#include <cstdint>
#include <string_view>

#include "elanus/base/bytes.h"
#include "elanus/base/limits.h"
#include "elanus/base/status.h"
#include "elanus/wire/found.h"
#include "elanus/wire/thrift/message.h"

namespace elanus::wire {

// The message follows. An empty method name, or one above kMaxMethodName, is an error and writes nothing.
Status WriteProtobufHead(Bytes& out, const MessageHead& head);

// Reads the envelope at the front of `bytes`, as ReadMessageHead does.
Found ReadProtobufHead(std::string_view bytes, MessageHead& head);

// ErrorProto, the message of an exception.
void WriteErrorProto(Bytes& out, std::int32_t type, std::string_view text);
// The application exception as a Status, or what is wrong with the bytes: then `whole` is false.
Status ReadErrorProto(std::string_view bytes, const Limits& limits, bool& whole);

}  // namespace elanus::wire
