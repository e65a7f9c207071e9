// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// How metadata is spelled in a TTHeader's string map (wire.md 4.1, conventions.md A.6): forward values carry their
// kind as a prefix, backward values nothing, and one transient key has an info section of its own.
#pragma once

#include <cstddef>
#include <string_view>

#include "elanus/rpc/metadata.h"
#include "elanus/wire/ttheader/header.h"

namespace elanus::protocol {

// The transient key whose value travels as the ACL token (wire.md 3.4).
inline constexpr std::string_view kAclTokenKey = "gdpr-token";

// Adds an entry of a request's string map: what has no prefix is plain. What the sender itself had received as
// transient ("upstream") is dropped, as a real Kitex server does: a transient value travels one hop.
void AddForward(std::string_view key, std::string_view value, Metadata& out);

// Calls put(prefix, key, value) for each transient and persistent entry that goes into the string map of a request.
// The ACL token does not: it has a section of its own.
template <class Put>
void ForEachForward(const Metadata& metadata, Put put) {
  for (std::size_t i = 0; i < metadata.size(); ++i) {
    const Metadata::Entry entry = metadata.at(i);
    if (entry.kind == MetaKind::kPersistent) put(wire::tt_string::kPersistent, entry.key, entry.value);
    if (entry.kind == MetaKind::kTransient && entry.key != kAclTokenKey) {
      put(wire::tt_string::kTransient, entry.key, entry.value);
    }
  }
}

}  // namespace elanus::protocol
