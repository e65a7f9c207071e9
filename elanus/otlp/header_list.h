// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// OTEL_EXPORTER_OTLP_HEADERS: "api-key=secret,x-tenant=t%201".
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "elanus/base/result.h"

namespace elanus::otlp {

using HeaderList = std::vector<std::pair<std::string, std::string>>;

// Values are percent-decoded. Names and values that HTTP does not allow (a line's end above all) are an error, which
// names the header and never its value: that is often a secret.
Result<HeaderList> ParseHeaders(std::string_view text);

}  // namespace elanus::otlp
