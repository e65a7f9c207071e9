// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// TApplicationException, the body of a message of type EXCEPTION (wire.md 1.5).
#pragma once

#include <cstdint>
#include <string_view>

#include "elanus/base/status.h"
#include "elanus/wire/thrift/reader.h"
#include "elanus/wire/thrift/writer.h"

namespace elanus::wire {

// What Kitex prints for an exception of this type that comes without a message.
std::string_view DefaultExceptionText(std::int32_t type);

// Exactly the fields 1 (message) and 2 (type), in this order: a Kitex client fails on any other.
void WriteApplicationException(Writer& writer, std::int32_t type, std::string_view message);

// The failure that the peer sent: an application error, remote(); its fields in any order, others skipped,
// an empty message replaced by Kitex's text for its type. When the bytes are bad, `reader.ok()` is false and
// the failure is the reader's.
Status ReadApplicationException(Reader& reader);

}  // namespace elanus::wire
