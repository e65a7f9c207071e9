// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What the table in cases.cc is made of. What each of them calls and expects: interop/README.md.
#pragma once

#include "elanus/async/task.h"
#include "interop/peer/outcome.h"
#include "interop/peer/world.h"

namespace peer {

// cases_values.cc
elanus::Task<Outcome> Ping(World& world);
elanus::Task<Outcome> EverythingSet(World& world);
elanus::Task<Outcome> EverythingEmpty(World& world);
elanus::Task<Outcome> EverythingNil(World& world);
elanus::Task<Outcome> Extremes(World& world);
elanus::Task<Outcome> OptionalAbsent(World& world);
elanus::Task<Outcome> OptionalZero(World& world);
elanus::Task<Outcome> UnknownFields(World& world);
elanus::Task<Outcome> UnionText(World& world);
elanus::Task<Outcome> UnionInner(World& world);
elanus::Task<Outcome> JoinArguments(World& world);
elanus::Task<Outcome> Nothing(World& world);
elanus::Task<Outcome> Payload64k(World& world);
elanus::Task<Outcome> Payload1m(World& world);
elanus::Task<Outcome> Payload16m(World& world);

// cases_errors.cc
elanus::Task<Outcome> NotFound(World& world);
elanus::Task<Outcome> Denied(World& world);
elanus::Task<Outcome> RaiseFine(World& world);
elanus::Task<Outcome> RaiseNothing(World& world);
elanus::Task<Outcome> HandlerError(World& world);
elanus::Task<Outcome> Panic(World& world);
elanus::Task<Outcome> GrpcStatus(World& world);
elanus::Task<Outcome> BizError(World& world);
elanus::Task<Outcome> BizErrorNoMeta(World& world);
elanus::Task<Outcome> UnknownMethod(World& world);
elanus::Task<Outcome> UnknownService(World& world);
elanus::Task<Outcome> WrongService(World& world);

// cases_meta.cc
elanus::Task<Outcome> Meta(World& world);
elanus::Task<Outcome> MetaBackward(World& world);
elanus::Task<Outcome> Hop2(World& world);

// cases_time.cc
elanus::Task<Outcome> Oneway(World& world);
elanus::Task<Outcome> Timeout(World& world);
elanus::Task<Outcome> Cancel(World& world);
elanus::Task<Outcome> IdleReuse(World& world);

// cases_load.cc
elanus::Task<Outcome> Many(World& world);
elanus::Task<Outcome> SlowAndFast(World& world);
elanus::Task<Outcome> ServerStops(World& world);

// cases_protobuf.cc
elanus::Task<Outcome> AllSet(World& world);
elanus::Task<Outcome> AllEmpty(World& world);
elanus::Task<Outcome> AllExtremes(World& world);
elanus::Task<Outcome> AllZero(World& world);
elanus::Task<Outcome> PresenceLost(World& world);

// cases_streams.cc
elanus::Task<Outcome> ServerStream(World& world);
elanus::Task<Outcome> ClientStream(World& world);
elanus::Task<Outcome> Bidi(World& world);
elanus::Task<Outcome> BidiHalfClose(World& world);
elanus::Task<Outcome> BidiServerEnds(World& world);
elanus::Task<Outcome> EmptyStreams(World& world);
elanus::Task<Outcome> StreamMeta(World& world);

// cases_stream_errors.cc
elanus::Task<Outcome> StreamErrorMidway(World& world);
elanus::Task<Outcome> StreamBizError(World& world);
elanus::Task<Outcome> StreamStatus(World& world);
elanus::Task<Outcome> StreamPanic(World& world);
elanus::Task<Outcome> StreamUnknownMethod(World& world);
elanus::Task<Outcome> StreamUnknownService(World& world);

// cases_stream_time.cc
elanus::Task<Outcome> StreamCancelByClient(World& world);
elanus::Task<Outcome> StreamHopCancel(World& world);
elanus::Task<Outcome> StreamClientTimeout(World& world);
elanus::Task<Outcome> StreamRecvTimeout(World& world);

// cases_stream_load.cc
elanus::Task<Outcome> StreamBigItems(World& world);
elanus::Task<Outcome> StreamSlowReader(World& world);
elanus::Task<Outcome> ManyStreams(World& world);
elanus::Task<Outcome> ServerStopsStream(World& world);
elanus::Task<Outcome> ServerStopsLongStream(World& world);

}  // namespace peer
