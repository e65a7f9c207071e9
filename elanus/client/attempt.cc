// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/client/attempt.h"

#include <algorithm>
#include <utility>

namespace elanus::client {

namespace {

Task<Status> Ask(PendingCall& call, Pool& pool, Connection& connection, async::Until until) {
  const Clock& clock = pool.loop().clock();
  session::CallHead head = call.Head();
  head.sequence_id = pool.NextSequenceId();
  call.Chosen(connection.peer(), head.sequence_id);
  CallStats& stats = call.stats();
  stats.Record(StatsEvent::kWriteStart, clock);
  Status status;
  if (connection.crowded()) {
    Status waited = co_await connection.Room(until);
    const bool late = waited.code() == Code::kDeadlineExceeded || waited.code() == Code::kCancelled;
    status = late ? call.Abandoned(waited) : waited;
  }
  call.done.Reset();
  if (status.ok()) status = connection.Send(call, head);
  if (status.ok()) {
    stats.send_size = connection.sent_size();
    call.OnOpen(connection);
  }
  const TimePoint written = stats.Now(clock);
  stats.RecordAt(StatsEvent::kWriteFinish, written, status);
  if (!status.ok() || head.oneway) co_return status;

  stats.RecordAt(StatsEvent::kReadStart, written);
  Status waited = co_await call.done.Wait(until);
  if (waited.ok()) {
    status = std::move(call.outcome);
    // The server has the same deadline, and its word of it may be here before our timer has run.
    if (!status.ok() && !status.is_result() && pool.loop().now() >= until.deadline) {
      status = call.Abandoned(DeadlineExceeded("the deadline came"));
    }
  } else {
    status = call.Abandoned(waited);
    connection.GiveUp(call, status);
  }
  stats.Record(StatsEvent::kReadFinish, clock, status.is_result() ? Status() : status);
  co_return status;
}

}  // namespace

Task<Status> Attempt(PendingCall& call, Pool& pool, const Address& address, async::Until until,
                     Duration connect_timeout) {
  const Clock& clock = pool.loop().clock();
  TimePoint at = call.stats().Now(clock);
  call.stats().RecordAt(StatsEvent::kClientConnStart, at);
  Connection* connection = pool.Ready(address);
  Status status;
  if (connection == nullptr) {
    auto dialled = co_await pool.Dial(address, until, connect_timeout);
    if (dialled.ok()) {
      connection = *dialled;
    } else {
      status = dialled.status().Prefixed("remote or network error: ");
    }
    at = call.stats().Now(clock);
  }
  call.stats().RecordAt(StatsEvent::kClientConnFinish, at, status);
  if (connection == nullptr) co_return status;
  status = co_await Ask(call, pool, *connection, until);
  pool.Return(address, *connection);
  co_return status;
}

}  // namespace elanus::client
