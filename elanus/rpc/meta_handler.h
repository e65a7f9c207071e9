// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// For servers and clients that are ported from Kitex line by line:
//   auto server = user::NewServer(handler, WithMetaHandler(transmeta::ServerHTTP2Handler),
//                                 WithTransHandlerFactory(nphttp2::NewSvrTransHandlerFactory()));
// Neither is needed: Elanus's servers recognise gRPC by a connection's first bytes, and headers are handled by default.
#pragma once

#include <cstdint>

#include "elanus/rpc/pipeline.h"

namespace elanus {

// Kitex's handlers of headers.
enum class MetaHandler : std::uint8_t { kTTHeader, kHTTP2 };

namespace transmeta {

inline constexpr MetaHandler ClientTTHeaderHandler = MetaHandler::kTTHeader;  // NOLINT: Kitex's names
inline constexpr MetaHandler ServerTTHeaderHandler = MetaHandler::kTTHeader;  // NOLINT
inline constexpr MetaHandler ClientHTTP2Handler = MetaHandler::kHTTP2;        // NOLINT
inline constexpr MetaHandler ServerHTTP2Handler = MetaHandler::kHTTP2;        // NOLINT

}  // namespace transmeta

// Service names, business errors and timeouts travel in headers: as WithMetaHandlers(true), for every protocol.
inline PipelineOption WithMetaHandler(MetaHandler) { return WithMetaHandlers(true); }

// What serves connections of one protocol in Kitex.
class TransHandlerFactory {};

namespace nphttp2 {

inline TransHandlerFactory NewSvrTransHandlerFactory() { return {}; }

}  // namespace nphttp2

// A server speaks every protocol on its port whatever is given here.
inline PipelineOption WithTransHandlerFactory(TransHandlerFactory) {
  return PipelineOption([](Pipeline&) {});
}

}  // namespace elanus
