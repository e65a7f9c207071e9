// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The header lists of an answer.
#pragma once

#include <string_view>

#include "elanus/protocol/grpc/fields.h"
#include "elanus/rpc/metadata.h"
#include "elanus/session/session.h"

namespace elanus::protocol {

// Begins the list: `:status`, the content-type with the sub-type of the request, the encoding of the messages.
void AddResponseHead(std::string_view subtype, bool gzip, Fields& out);
// The status, a business error's entries, and the trailers (entries of the kind kTrailer, which may be null). What does
// not fit is left out: an error always fits.
void AddResponseStatus(const Status& status, const Biz* biz, bool thrift, const Metadata* trailers, Fields& out);

}  // namespace elanus::protocol
