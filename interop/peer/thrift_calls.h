// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The calls with Thrift payload.
#pragma once

#include <string_view>

#include "absent/absent.h"
#include "interop/interop.h"
#include "interop/peer/calls.h"

namespace peer {

class ThriftCalls final : public Calls {
 public:
  // `service`: the name under which the servers go.
  ThriftCalls(std::string_view service, const elanus::ClientOption& options);

  // For what only Thrift has; and a client whose methods have other types than the server's.
  const interop::InteropClient& client() const { return client_; }
  const absent::InteropClient& misfit() const { return misfit_; }

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
  interop::InteropClient client_;
  interop::streams::InteropStreamClient streams_;
  absent::InteropClient misfit_;
  absent::InteropStreamClient no_such_stream_;
  absent::NoSuchServiceClient no_such_service_;
};

}  // namespace peer
