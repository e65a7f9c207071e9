// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/rpc/call_info.h"

namespace elanus {

std::string_view TransportName(Transport transport) {
  switch (transport) {
    case Transport::kBuffered: return "PurePayload";
    case Transport::kFramed: return "Framed";
    case Transport::kTTHeader: return "TTHeader";
    case Transport::kTTHeaderFramed: return "TTHeader|Framed";
    case Transport::kGrpc: return "GRPC";
    case Transport::kTTHeaderStreaming: return "TTHeaderStreaming";
  }
  return "unknown";
}

std::string_view StatsEventName(StatsEvent event) {
  switch (event) {
    case StatsEvent::kServerHandleStart: return "server_handle_start";
    case StatsEvent::kServerHandleFinish: return "server_handle_finish";
    case StatsEvent::kClientConnStart: return "client_conn_start";
    case StatsEvent::kClientConnFinish: return "client_conn_finish";
    case StatsEvent::kRpcStart: return "rpc_start";
    case StatsEvent::kRpcFinish: return "rpc_finish";
    case StatsEvent::kReadStart: return "read_start";
    case StatsEvent::kReadFinish: return "read_finish";
    case StatsEvent::kWaitReadStart: return "wait_read_start";
    case StatsEvent::kWaitReadFinish: return "wait_read_finish";
    case StatsEvent::kWriteStart: return "write_start";
    case StatsEvent::kWriteFinish: return "write_finish";
    case StatsEvent::kCount: break;
  }
  return "unknown";
}

void CallStats::Keep(StatsEvent event, TimePoint at, const Status& info) {
  Event& slot = events_[static_cast<std::size_t>(event)];
  if (slot.recorded()) return;
  slot.at = at;
  slot.status = static_cast<std::uint8_t>(info.ok() ? StatsStatus::kInfo : StatsStatus::kError);
  if (info.ok()) return;
  failed_ = event;
  failure_ = info;
}

}  // namespace elanus
