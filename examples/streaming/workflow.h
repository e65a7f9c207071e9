// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The client's half of the guide's section 8: one function for each kind of stream, each one trace.
#pragma once

#include <vector>

#include "elanus/elanus.h"
#include "streaming/streaming.h"

namespace streams {

// The chunks of one request.
elanus::Task<elanus::Result<std::vector<streaming::DataChunk>>> ServerStreamExample(
    const elanus::Context& ctx, streaming::StreamServiceClient& client, std::int64_t request_id);

// Sends five chunks, each in a span of its own; the server's answer.
elanus::Task<elanus::Result<streaming::DataResponse>> ClientStreamExample(const elanus::Context& ctx,
                                                                          streaming::StreamServiceClient& client);

// Sends five chunks and waits for the word on each before the next.
elanus::Task<elanus::Result<std::vector<streaming::DataResponse>>> BidirectionalStreamExample(
    const elanus::Context& ctx, streaming::StreamServiceClient& client);

}  // namespace streams
