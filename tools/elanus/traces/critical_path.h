// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Which span the trace was waiting for, at each moment.
#pragma once

#include <vector>

#include "tools/elanus/traces/layout.h"

namespace elanus::traces {

// Fills `critical` of the rows below and including `root`. children[i] are the rows below row i.
void MarkCriticalPath(std::vector<Row>& rows, const std::vector<std::vector<int>>& children, int root);

}  // namespace elanus::traces
