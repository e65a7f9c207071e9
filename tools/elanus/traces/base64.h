// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Base64 (RFC 4648, with padding): how OTLP/JSON writes bytes.
#pragma once

#include <string>
#include <string_view>

namespace elanus::traces {

std::string ToBase64(std::string_view bytes);
// False when the text is no base64; padding may be missing, the URL alphabet is understood too.
bool FromBase64(std::string_view text, std::string& bytes);

}  // namespace elanus::traces
