// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The server's InteropStream: streams with Thrift payload.
#pragma once

#include <memory>

#include "interop/peer/deeds.h"
#include "interop/streams/streams.h"

namespace peer {

class StreamHandler final : public interop::streams::InteropStream {
 public:
  explicit StreamHandler(std::shared_ptr<Deeds> deeds) : deeds_(std::move(deeds)) {}

  elanus::Task<elanus::Status> Bidi(const elanus::Context& ctx,
                                    elanus::Stream<interop::streams::Item, interop::streams::Item>& stream) override;
  elanus::Task<elanus::Result<interop::streams::Summary>> ClientStream(
      const elanus::Context& ctx, elanus::StreamReader<interop::streams::Item>& in) override;
  elanus::Task<elanus::Status> ServerStream(const elanus::Context& ctx, interop::streams::Request request,
                                            elanus::StreamWriter<interop::streams::Item>& out) override;
  elanus::Task<elanus::Result<std::string>> Ended(const elanus::Context& ctx, std::string key) override;

 private:
  const std::shared_ptr<Deeds> deeds_;
};

}  // namespace peer
