// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The values that the contract names, of Protobuf.
#pragma once

#include <string>
#include <vector>

#include "interop.pb.h"

namespace peer {

// Every field is set.
interop::All AllValues();
// Optional fields are set to zero values, all but bytes.
interop::All AllZeroValues();
// Least numbers and NaN; greatest ones, infinity, long texts and lists, 50 levels; -infinity; -0.0.
std::vector<interop::All> AllExtremeValues();

// The bytes that tell two messages apart: NaN equals itself here, 0 is not -0, maps have no order.
std::string Canonical(const interop::All& value);

}  // namespace peer
