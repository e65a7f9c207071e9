// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// gzip (RFC 1952), by zlib.
#pragma once

#include <cstddef>
#include <string_view>

#include "elanus/base/bytes.h"
#include "elanus/base/status.h"

namespace elanus::wire {

// Appends `data` compressed. Blocks for as long as it computes: some 20 ms a MiB.
Status Gzip(std::string_view data, Bytes& out);
// Appends what `data` holds, at most `limit` bytes: a small input may hold a great deal. When it fails, a part of it
// may have been appended.
Status Gunzip(std::string_view data, std::size_t limit, Bytes& out);

}  // namespace elanus::wire
