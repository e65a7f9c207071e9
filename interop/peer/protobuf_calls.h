// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The calls with Protobuf payload.
#pragma once

#include <string_view>

#include "interop.elanus.h"
#include "interop/peer/calls.h"
#include "peer/absent.elanus.h"

namespace peer {

class ProtobufCalls final : public Calls {
 public:
  // `service`: the name under which the servers go.
  ProtobufCalls(std::string_view service, const elanus::ClientOption& options);

  // For what only Protobuf has.
  const interop::InteropPbClient& client() const { return client_; }

  elanus::Status status() const override { return client_.status(); }
  Text Ping(const elanus::Context& ctx, const std::string& text, const Options& options) override;
  Text Raise(const elanus::Context& ctx, std::int32_t kind, const Options& options) override;
  Text Sleep(const elanus::Context& ctx, std::int32_t millis, const Options& options) override;
  Text Payload(const elanus::Context& ctx, const std::string& data, std::int32_t answer_size) override;
  elanus::Task<elanus::Result<Values>> Meta(const elanus::Context& ctx, const std::string& command,
                                            const Options& options) override;
  Text Hop(const elanus::Context& ctx, const std::vector<std::string>& route, const std::string& text) override;
  Text Ended(const elanus::Context& ctx, const std::string& key) override;
  std::unique_ptr<ItemsCall> ServerStream(const elanus::Context& ctx, const Wish& wish,
                                          const Options& options) override;
  std::unique_ptr<UploadCall> ClientStream(const elanus::Context& ctx, const Options& options) override;
  std::unique_ptr<EchoCall> Bidi(const elanus::Context& ctx, const Options& options) override;
  Text NoSuchMethod(const elanus::Context& ctx) override;
  Text NoSuchService(const elanus::Context& ctx) override;
  Text WrongService(const elanus::Context& ctx, const std::string& text) override;
  std::unique_ptr<EchoCall> NoSuchStream(const elanus::Context& ctx, const Options& options) override;
  std::unique_ptr<EchoCall> NoSuchStreamService(const elanus::Context& ctx, const Options& options) override;

 private:
  interop::InteropPbClient client_;
  absent_pb::InteropPbClient misfit_;
  absent_pb::NoSuchServiceClient no_such_service_;
};

}  // namespace peer
