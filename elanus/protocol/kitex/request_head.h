// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What stands in the headers of a request, both ways (wire.md 3.5, 3.6, 4).
#pragma once

#include "elanus/protocol/kitex/incoming.h"
#include "elanus/session/session.h"
#include "elanus/wire/ttheader/writer.h"

namespace elanus::protocol {

// Fills `head`, with views into the message, and adds to `metadata`. Everything is read whoever wrote it: Kitex's
// clients leave most of it away unless their handlers are installed. Fails when the header is malformed or, with
// options.checksum, when the checksum does not match.
Status ReadRequestHead(const Incoming& message, const session::SessionOptions& options, session::RequestHead& head,
                       Metadata& metadata);

// Writes the entries of the header of a request.
void WriteRequestHead(const session::CallHead& head, Transport transport, const session::SessionOptions& options,
                      wire::TtHeaderWriter& header);

}  // namespace elanus::protocol
