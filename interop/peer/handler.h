// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The server's Interop: methods with Thrift payload.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "elanus/server.h"
#include "interop/interop.h"
#include "interop/peer/deeds.h"

namespace peer {

class Handler final : public interop::Interop {
 public:
  explicit Handler(std::shared_ptr<Deeds> deeds) : deeds_(std::move(deeds)) {}

  elanus::Task<elanus::Result<std::string>> Ping(const elanus::Context& ctx, std::string text) override;
  elanus::Task<elanus::Result<interop::Everything>> EchoEverything(const elanus::Context& ctx,
                                                                   interop::Everything value) override;
  elanus::Task<elanus::Result<interop::Old>> EchoOld(const elanus::Context& ctx, interop::Old value) override;
  elanus::Task<elanus::Result<interop::New>> EchoNew(const elanus::Context& ctx, interop::New value) override;
  elanus::Task<elanus::Result<std::string>> Join(const elanus::Context& ctx, std::string left, std::int64_t number,
                                                 interop::Inner inner) override;
  elanus::Task<elanus::Status> Nothing(const elanus::Context& ctx) override;
  elanus::Task<elanus::Status> Notify(const elanus::Context& ctx, std::string key) override;
  elanus::Task<elanus::Result<std::int32_t>> Notified(const elanus::Context& ctx, std::string key) override;
  elanus::Task<elanus::Result<std::string>> Raise(const elanus::Context& ctx, std::int32_t kind) override;
  elanus::Task<elanus::Result<std::string>> Sleep(const elanus::Context& ctx, std::int32_t millis) override;
  elanus::Task<elanus::Result<std::string>> Payload(const elanus::Context& ctx, std::string data,
                                                    std::int32_t answer_size) override;
  elanus::Task<elanus::Result<std::map<std::string, std::string>>> Meta(const elanus::Context& ctx,
                                                                        std::string command) override;
  elanus::Task<elanus::Result<std::string>> Hop(const elanus::Context& ctx, std::vector<std::string> route,
                                                std::string text) override;

 private:
  const std::shared_ptr<Deeds> deeds_;
  std::mutex mutex_;
  std::map<std::string, std::int32_t> notified_;  // guarded by mutex_
};

}  // namespace peer
