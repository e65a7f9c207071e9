// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/peer/cases.h"

#include <algorithm>

#include "interop/peer/all_cases.h"

namespace peer {

namespace {

constexpr Case kCases[] = {
    {"ping", Ping, Ping},
    {"everything", EverythingSet, AllSet},
    {"everything_empty", EverythingEmpty, AllEmpty},
    {"everything_nil", EverythingNil, nullptr},
    {"extremes", Extremes, AllExtremes},
    {"optional_absent", OptionalAbsent, nullptr},
    {"optional_zero", OptionalZero, AllZero},
    {"presence_lost", nullptr, PresenceLost},
    {"unknown_fields", UnknownFields, nullptr},
    {"union_text", UnionText, nullptr},
    {"union_inner", UnionInner, nullptr},
    {"join", JoinArguments, nullptr},
    {"nothing", Nothing, nullptr},
    {"oneway", Oneway, nullptr},
    {"not_found", NotFound, nullptr},
    {"denied", Denied, nullptr},
    {"raise_fine", RaiseFine, RaiseFine},
    {"raise_nothing", RaiseNothing, nullptr},
    {"handler_error", HandlerError, HandlerError},
    {"panic", Panic, Panic},
    {"grpc_status", nullptr, GrpcStatus},
    {"biz_error", BizError, BizError, Needs::kBizErrors},
    {"biz_error_no_meta", BizErrorNoMeta, BizErrorNoMeta, Needs::kNoBizErrors},
    {"unknown_method", UnknownMethod, UnknownMethod},
    {"unknown_service", UnknownService, UnknownService},
    {"wrong_service", WrongService, WrongService},
    {"timeout", Timeout, Timeout},
    {"cancel", Cancel, Cancel},
    {"payload_64k", Payload64k, Payload64k},
    {"payload_1m", Payload1m, Payload1m},
    {"payload_16m", Payload16m, Payload16m},
    {"meta", Meta, Meta},
    {"meta_backward", MetaBackward, MetaBackward},
    {"hop2", Hop2, Hop2},
    {"many", Many, nullptr},
    {"slow_and_fast", SlowAndFast, SlowAndFast},
    {"idle_reuse", IdleReuse, IdleReuse},
    {"server_stream", ServerStream, ServerStream, Needs::kStreams},
    {"client_stream", ClientStream, ClientStream, Needs::kStreams},
    {"bidi", Bidi, Bidi, Needs::kStreams},
    {"bidi_half_close", BidiHalfClose, BidiHalfClose, Needs::kStreams},
    {"bidi_server_ends", BidiServerEnds, BidiServerEnds, Needs::kStreams},
    {"empty_streams", EmptyStreams, EmptyStreams, Needs::kStreams},
    {"stream_meta", StreamMeta, StreamMeta, Needs::kStreams},
    {"stream_error_midway", StreamErrorMidway, StreamErrorMidway, Needs::kStreams},
    {"stream_biz_error", StreamBizError, StreamBizError, Needs::kStreams},
    {"stream_status", StreamStatus, StreamStatus, Needs::kStreams},
    {"stream_panic", StreamPanic, StreamPanic, Needs::kStreams},
    {"stream_unknown_method", StreamUnknownMethod, StreamUnknownMethod, Needs::kStreams},
    {"stream_unknown_service", StreamUnknownService, StreamUnknownService, Needs::kStreams},
    {"stream_cancel_by_client", StreamCancelByClient, StreamCancelByClient, Needs::kStreams},
    {"stream_hop_cancel", StreamHopCancel, StreamHopCancel, Needs::kStreams},
    {"stream_client_timeout", StreamClientTimeout, StreamClientTimeout, Needs::kStreams},
    {"stream_recv_timeout", StreamRecvTimeout, StreamRecvTimeout, Needs::kStreams},
    {"stream_big_items", StreamBigItems, StreamBigItems, Needs::kStreams},
    {"stream_slow_reader", StreamSlowReader, StreamSlowReader, Needs::kStreams},
    {"many_streams", ManyStreams, ManyStreams, Needs::kStreams},
    // The last ones: nothing can be called afterwards.
    {"server_stops", ServerStops, ServerStops, Needs::kServerPid},
    {"server_stops_stream", ServerStopsStream, ServerStopsStream, Needs::kServerPidStreams},
    {"server_stops_long_stream", ServerStopsLongStream, ServerStopsLongStream, Needs::kServerPidStreams},
};

}  // namespace

std::span<const Case> AllCases() { return kCases; }

const Case* FindCase(std::string_view name) {
  const auto* found = std::find_if(std::begin(kCases), std::end(kCases), [&](const Case& c) { return c.name == name; });
  return found != std::end(kCases) ? found : nullptr;
}

std::string_view WhySkipped(const Case& c, const ClientOptions& options) {
  if (c.RunFor(options) == nullptr)
    return options.protobuf() ? "Protobuf has no such thing" : "Thrift has no such thing";
  const bool pid = options.server_pid > 0;
  switch (c.needs) {
    case Needs::kNothing: return "";
    case Needs::kBizErrors:
      return options.biz_errors() ? "" : "business errors need gRPC, or TTHeader and the meta handlers";
    case Needs::kNoBizErrors: return options.biz_errors() ? "business errors travel" : "";
    case Needs::kStreams: return options.grpc() ? "" : "a unary transport carries no streams";
    case Needs::kServerPid: return pid ? "" : "it needs --server-pid";
    case Needs::kServerPidStreams:
      if (!options.grpc()) return "a unary transport carries no streams";
      return pid ? "" : "it needs --server-pid";
  }
  return "";
}

}  // namespace peer
