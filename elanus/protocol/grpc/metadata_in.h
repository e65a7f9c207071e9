// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Metadata as it comes.
#pragma once

#include <string_view>

#include "elanus/base/bytes.h"
#include "elanus/rpc/metadata.h"

namespace elanus::protocol {

// Says "gzip" beside a call's one message that came compressed. No header: those do not begin with ':' behind the
// first.
inline constexpr std::string_view kCompressedKey = ":compressed";

// Adds a field of a header list: metainfo by its prefix, the rest as `plain`. The bytes of a key in "-bin" are decoded;
// what is no Base64 is dropped, as by Kitex. `scratch` is for the work.
void AddIncoming(std::string_view name, std::string_view value, MetaKind plain, Bytes& scratch, Metadata& out);

}  // namespace elanus::protocol
