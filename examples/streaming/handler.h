// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The guide's streaming handler (section 8): a span for each stream, one within it for each chunk.
#pragma once

#include "elanus/elanus.h"
#include "streaming/streaming.h"

namespace streams {

class StreamHandler final : public streaming::StreamService {
 public:
  // Ten chunks, as fast as the caller reads them.
  elanus::Task<elanus::Status> ServerStream(const elanus::Context& ctx, streaming::StreamRequest req,
                                            elanus::StreamWriter<streaming::DataChunk>& out) override;
  // Counts what comes, and says so in the end.
  elanus::Task<elanus::Result<streaming::DataResponse>> ClientStream(
      const elanus::Context& ctx, elanus::StreamReader<streaming::DataChunk>& in) override;
  // A word for each chunk, at once.
  elanus::Task<elanus::Status> BidirectionalStream(
      const elanus::Context& ctx, elanus::Stream<streaming::DataChunk, streaming::DataResponse>& stream) override;
};

}  // namespace streams
