// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The server's InteropPb: methods and streams with Protobuf payload.
#pragma once

#include <memory>

#include "interop.elanus.h"
#include "interop/peer/deeds.h"

namespace peer {

class ProtobufHandler final : public interop::InteropPb {
 public:
  explicit ProtobufHandler(std::shared_ptr<Deeds> deeds) : deeds_(std::move(deeds)) {}

  elanus::Task<elanus::Result<interop::Text>> PingPb(const elanus::Context& ctx, interop::Text text) override;
  elanus::Task<elanus::Result<interop::All>> EchoPb(const elanus::Context& ctx, interop::All value) override;
  elanus::Task<elanus::Result<interop::Text>> RaisePb(const elanus::Context& ctx,
                                                      interop::RaiseRequest request) override;
  elanus::Task<elanus::Result<interop::Text>> SleepPb(const elanus::Context& ctx,
                                                      interop::SleepRequest request) override;
  elanus::Task<elanus::Result<interop::Bytes>> PayloadPb(const elanus::Context& ctx,
                                                         interop::PayloadRequest request) override;
  elanus::Task<elanus::Result<interop::MetaAnswer>> MetaPb(const elanus::Context& ctx, interop::Text command) override;
  elanus::Task<elanus::Result<interop::Text>> HopPb(const elanus::Context& ctx, interop::HopRequest request) override;
  elanus::Task<elanus::Result<interop::Text>> EndedPb(const elanus::Context& ctx, interop::Text key) override;
  elanus::Task<elanus::Status> ServerStreamPb(const elanus::Context& ctx, interop::ItemsRequest request,
                                              elanus::StreamWriter<interop::StreamItem>& out) override;
  elanus::Task<elanus::Result<interop::ItemsSummary>> ClientStreamPb(
      const elanus::Context& ctx, elanus::StreamReader<interop::StreamItem>& in) override;
  elanus::Task<elanus::Status> BidiPb(const elanus::Context& ctx,
                                      elanus::Stream<interop::StreamItem, interop::StreamItem>& stream) override;

 private:
  const std::shared_ptr<Deeds> deeds_;
};

}  // namespace peer
