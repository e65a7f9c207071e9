// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The service that the recorded server served, as interop.thrift's cases need it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "elanus/rpc/middleware.h"
#include "interop/interop.h"
#include "tests/tapes/stage.h"
#include "tests/tapes/tape.h"

namespace elanus::tapes {

// On the stage's loop; made and destroyed outside it.
class Handler final : public interop::Interop {
 public:
  // Its own calls (Hop) are made as the tape's server made them.
  Handler(Stage& stage, const Tape& tape);

  // What a server of this handler needs: shows it the metainfo of each call.
  Middleware SeeMetainfo();
  // Oneway calls that came, all keys together.
  int notified() const;
  // Forgets them.
  void Reset() { notified_.clear(); }

  Task<Result<std::string>> Ping(const Context&, std::string text) override;
  Task<Result<interop::Everything>> EchoEverything(const Context&, interop::Everything value) override;
  Task<Result<interop::Old>> EchoOld(const Context&, interop::Old value) override;
  Task<Result<interop::New>> EchoNew(const Context&, interop::New value) override;
  Task<Result<std::string>> Join(const Context&, std::string left, std::int64_t number, interop::Inner inner) override;
  Task<Status> Nothing(const Context&) override;
  Task<Status> Notify(const Context&, std::string key) override;
  Task<Result<std::int32_t>> Notified(const Context&, std::string key) override;
  Task<Result<std::string>> Raise(const Context&, std::int32_t kind) override;
  Task<Result<std::string>> Sleep(const Context&, std::int32_t millis) override;
  Task<Result<std::string>> Payload(const Context&, std::string data, std::int32_t answer_size) override;
  Task<Result<std::map<std::string, std::string>>> Meta(const Context& ctx, std::string command) override;
  Task<Result<std::string>> Hop(const Context& ctx, std::vector<std::string> route, std::string text) override;

 private:
  static Task<Status> See(std::map<std::string, std::string>& arrived, const Endpoint& next, Exchange& call);

  Stage& stage_;
  interop::InteropClient hop_client_;
  std::map<std::string, std::string> arrived_;  // with the call that begins: "t.KEY", "p.KEY"
  std::map<std::string, std::int32_t> notified_;
};

// "payload_64k" and the like: `size` bytes, byte i = i + first.
std::string Counting(std::size_t size, char first);
// Service names, transport and switches of a tape's client. `name`: of the caller.
ClientOption ClientOptionsOf(const Tape& tape, Stage& stage, std::string name);

}  // namespace elanus::tapes
