// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A call as its connection sees it: what is to be sent, and who is told how it ended.
#pragma once

#include <cstdint>
#include <string_view>

#include "elanus/async/event.h"
#include "elanus/base/bytes.h"
#include "elanus/base/limits.h"
#include "elanus/rpc/call_info.h"
#include "elanus/session/session.h"

namespace elanus::client {

class Connection;

// Used on the connection's loop while an attempt runs.
class PendingCall {
 public:
  PendingCall() = default;
  PendingCall(const PendingCall&) = delete;
  PendingCall& operator=(const PendingCall&) = delete;
  virtual ~PendingCall() = default;

  // What the request says beside its arguments; views last until the attempt has ended. The sequence id is set later.
  virtual session::CallHead Head() = 0;
  virtual Status EncodeArguments(Bytes& out) const = 0;
  virtual CallStats& stats() = 0;
  // The attempt goes to this peer under this number.
  virtual void Chosen(std::string_view peer, std::int32_t sequence_id) = 0;
  // Takes the reply and sets `outcome`. False when it does not decode: what else comes cannot be trusted.
  virtual bool Replied(const session::ReplyInfo& info, Metadata& metadata, std::string_view body,
                       const Limits& limits) = 0;
  // Of streams. The stream is open on `connection`, and until `done` is set it stays so.
  virtual void OnOpen(Connection&) {}
  virtual void OnHeader(Metadata&) {}
  virtual void OnMessage(std::string_view, bool /*compressed*/) {}
  virtual void OnWritable() {}
  // It was given up with this status: the connection knows it no more.
  virtual void OnGivenUp(const Status&) {}
  // The status of a call whose time was over, or that was cancelled: `waited` says which.
  virtual Status Abandoned(const Status& waited) const = 0;

  // How the attempt that runs now ended; set by the connection.
  async::Event done;
  Status outcome;
  // The connection's, while the call is in flight.
  session::CallId id = 0;
};

}  // namespace elanus::client
