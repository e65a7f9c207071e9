// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/peer/cases.h"

#include <algorithm>

#include "interop/peer/all_cases.h"

namespace peer {

namespace {

constexpr Case kCases[] = {
    {"ping", Ping},
    {"everything", EverythingSet},
    {"everything_empty", EverythingEmpty},
    {"everything_nil", EverythingNil},
    {"extremes", Extremes},
    {"optional_absent", OptionalAbsent},
    {"optional_zero", OptionalZero},
    {"unknown_fields", UnknownFields},
    {"union_text", UnionText},
    {"union_inner", UnionInner},
    {"join", JoinArguments},
    {"nothing", Nothing},
    {"oneway", Oneway},
    {"not_found", NotFound},
    {"denied", Denied},
    {"raise_fine", RaiseFine},
    {"raise_nothing", RaiseNothing},
    {"handler_error", HandlerError},
    {"panic", Panic},
    {"biz_error", BizError, Needs::kBizErrors},
    {"biz_error_no_meta", BizErrorNoMeta, Needs::kNoBizErrors},
    {"unknown_method", UnknownMethod},
    {"unknown_service", UnknownService},
    {"wrong_service", WrongService},
    {"timeout", Timeout},
    {"cancel", Cancel},
    {"payload_64k", Payload64k},
    {"payload_1m", Payload1m},
    {"payload_16m", Payload16m},
    {"meta", Meta},
    {"meta_backward", MetaBackward},
    {"hop2", Hop2},
    {"many", Many},
    {"slow_and_fast", SlowAndFast},
    {"idle_reuse", IdleReuse},
    {"presence_lost", nullptr, Needs::kProtobuf},
    {"grpc_status", nullptr, Needs::kGrpc},
    {"server_stream", nullptr, Needs::kStreams},
    {"client_stream", nullptr, Needs::kStreams},
    {"bidi", nullptr, Needs::kStreams},
    {"bidi_half_close", nullptr, Needs::kStreams},
    {"bidi_server_ends", nullptr, Needs::kStreams},
    {"empty_streams", nullptr, Needs::kStreams},
    {"stream_meta", nullptr, Needs::kStreams},
    {"stream_error_midway", nullptr, Needs::kStreams},
    {"stream_biz_error", nullptr, Needs::kStreams},
    {"stream_status", nullptr, Needs::kStreams},
    {"stream_panic", nullptr, Needs::kStreams},
    {"stream_unknown_method", nullptr, Needs::kStreams},
    {"stream_unknown_service", nullptr, Needs::kStreams},
    {"stream_cancel_by_client", nullptr, Needs::kStreams},
    {"stream_hop_cancel", nullptr, Needs::kStreams},
    {"stream_client_timeout", nullptr, Needs::kStreams},
    {"stream_recv_timeout", nullptr, Needs::kStreams},
    {"stream_big_items", nullptr, Needs::kStreams},
    {"stream_slow_reader", nullptr, Needs::kStreams},
    {"many_streams", nullptr, Needs::kStreams},
    {"server_stops_stream", nullptr, Needs::kStreams},
    {"server_stops_long_stream", nullptr, Needs::kStreams},
    // The last one: nothing can be called afterwards.
    {"server_stops", ServerStops, Needs::kServerPid},
};

}  // namespace

std::span<const Case> AllCases() { return kCases; }

const Case* FindCase(std::string_view name) {
  const auto* found = std::find_if(std::begin(kCases), std::end(kCases), [&](const Case& c) { return c.name == name; });
  return found != std::end(kCases) ? found : nullptr;
}

std::string_view WhySkipped(const Case& c, const ClientOptions& options) {
  const bool biz_errors = options.headers() && options.meta;
  switch (c.needs) {
    case Needs::kNothing: return "";
    case Needs::kBizErrors: return biz_errors ? "" : "business errors need TTHeader and the meta handlers";
    case Needs::kNoBizErrors: return biz_errors ? "with TTHeader and the meta handlers business errors travel" : "";
    case Needs::kServerPid: return options.server_pid > 0 ? "" : "it needs --server-pid";
    case Needs::kProtobuf: return "a Thrift transport carries no Protobuf";
    case Needs::kStreams: return "a unary transport carries no streams";
    case Needs::kGrpc: return "a Thrift transport has no gRPC status";
  }
  return "";
}

}  // namespace peer
