// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The generator for .proto files: the C++ of their services. That of their messages is protoc's.
#pragma once

#include <string>
#include <vector>

#include "elanus/codegen/generate.h"
#include "elanus/codegen/handler.h"
#include "elanus/protogen/schema.h"

namespace elanus::protogen {

// Whether libprotobuf brings the file and its code: google/protobuf/empty.proto and its like.
bool IsBundled(std::string_view path);

// "shop/user.elanus.h" and ".cc" for each of these files of the set, which holds what they import as well. The same set
// gives the same bytes. An error names the file and what is wrong with it.
Result<std::vector<codegen::GeneratedFile>> Generate(const ProtoSet& set, const std::vector<std::string>& paths);

// What implements the services of one file, for `-service`.
std::vector<codegen::Handler> Handlers(const ProtoSet& set, const ProtoFile& file);

}  // namespace elanus::protogen
