// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// `elanus -type protobuf`: the code of messages is protoc's, that of services ours.
#pragma once

#include "tools/elanus/generate.h"

namespace elanus::tool {

// As Generate, of .proto files. Runs the program protoc, and makes the code of what they import as well.
int GenerateProto(const GenerateOptions& options);

}  // namespace elanus::tool
