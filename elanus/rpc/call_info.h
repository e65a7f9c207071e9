// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What is known about a call while it runs: Kitex's RPCInfo, with its stats.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "elanus/base/clock.h"
#include "elanus/base/peer.h"
#include "elanus/base/status.h"

namespace elanus {

enum class Role : std::uint8_t { kClient, kServer };

// Kitex's transport protocols; the text is what Kitex's tracing calls them ("TTHeader|Framed").
enum class Transport : std::uint8_t { kBuffered, kFramed, kTTHeader, kTTHeaderFramed, kGrpc, kTTHeaderStreaming };
std::string_view TransportName(Transport transport);

// Stats events, with Kitex's indexes and levels (kitex-features.md 6.2).
enum class StatsEvent : std::uint8_t {
  kServerHandleStart = 1,
  kServerHandleFinish,
  kClientConnStart,
  kClientConnFinish,
  kRpcStart,
  kRpcFinish,
  kReadStart,
  kReadFinish,
  kWaitReadStart,
  kWaitReadFinish,
  kWriteStart,
  kWriteFinish,
  kCount,
};
// "server_handle_start".
std::string_view StatsEventName(StatsEvent event);

enum class StatsLevel : std::uint8_t { kDisabled = 0, kBase = 1, kDetailed = 2 };
enum class StatsStatus : std::uint8_t { kInfo = 1, kWarn = 2, kError = 3 };

class CallStats {
 public:
  class Event {
   public:
    bool recorded() const { return status != 0; }
    TimePoint at;
    std::uint8_t status = 0;  // a StatsStatus once recorded
  };

  explicit CallStats(StatsLevel level = StatsLevel::kDisabled) : level_(level) {}

  StatsLevel level() const { return level_; }
  // Events above `level` are not recorded from here on.
  void Limit(StatsLevel level) { level_ = std::min(level_, level); }
  // Reading and writing are no phases of calls whose messages come and go at any time (gRPC).
  void WithoutPhases() { phases_ = false; }
  // The first record of an event counts; events above the level are dropped. `info` is the error's text and is
  // kept for the last event that failed.
  void Record(StatsEvent event, const Clock& clock, const Status& info = Status()) {
    if (Wants(event)) Keep(event, clock.Now(), info);
  }
  // Events that follow each other at once share a look at the clock: `at` is nothing when stats are off.
  TimePoint Now(const Clock& clock) const { return level_ == StatsLevel::kDisabled ? TimePoint() : clock.Now(); }
  void RecordAt(StatsEvent event, TimePoint at, const Status& info = Status()) {
    if (Wants(event)) Keep(event, at, info);
  }
  const Event& event(StatsEvent e) const { return events_[static_cast<std::size_t>(e)]; }
  // Why the event failed; ok when it did not.
  const Status& failure(StatsEvent e) const { return failed_ == e ? failure_ : no_failure_; }

  // Bytes of the messages as they travelled, headers included.
  std::uint64_t send_size = 0;
  std::uint64_t recv_size = 0;
  // Messages of a stream, each way.
  std::uint32_t send_messages = 0;
  std::uint32_t recv_messages = 0;
  // A handler that threw.
  bool panicked = false;

 private:
  bool Wants(StatsEvent event) const {
    if (!phases_ && event >= StatsEvent::kReadStart) return false;
    const bool base = event == StatsEvent::kRpcStart || event == StatsEvent::kRpcFinish;
    return level_ >= (base ? StatsLevel::kBase : StatsLevel::kDetailed);
  }
  void Keep(StatsEvent event, TimePoint at, const Status& info);

  StatsLevel level_;
  bool phases_ = true;
  std::array<Event, static_cast<std::size_t>(StatsEvent::kCount)> events_;
  StatsEvent failed_ = StatsEvent::kCount;
  Status failure_;
  Status no_failure_;
};

// One end of a call.
class EndpointInfo {
 public:
  std::string_view service;
  std::string_view method;
  std::string_view address;
};

// The views last as long as the call.
class CallInfo {
 public:
  Role role = Role::kClient;
  EndpointInfo from;
  EndpointInfo to;
  const Peer* peer = nullptr;    // servers: the connection's other end (Context::peer)
  std::string_view package;      // of the invocation: "user"
  std::string_view idl_service;  // "UserService"
  Transport transport = Transport::kTTHeaderFramed;
  std::int32_t sequence_id = 0;
  Duration rpc_timeout{0};  // 0: none
  Duration connect_timeout{0};
  bool rpc_timeout_set = false;  // by an option: only then it travels (wire.md 3.5)
  bool connect_timeout_set = false;
  CallStats stats;
};

}  // namespace elanus
