// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// `biz-extra`: a JSON object of strings, and nothing else of JSON (wire.md 3.6). Written as Go's encoder does, so that
// the bytes are Kitex's; read as leniently as Go's decoder does, which replaces what is not UTF-8.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "elanus/base/bytes.h"

namespace elanus::protocol {

// Appends valid JSON in UTF-8, whatever the bytes of keys and values are: what is no UTF-8 becomes U+FFFD.
void AppendBizExtra(const std::map<std::string, std::string>& extra, Bytes& out);

// Nothing when `json` is no JSON object of strings. Of equal keys the last one counts.
std::optional<std::map<std::string, std::string>> ParseBizExtra(std::string_view json);

}  // namespace elanus::protocol
