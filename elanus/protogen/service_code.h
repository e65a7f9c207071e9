// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The header and the source beside protoc's: for each service the interface that handlers implement, the client,
// Register and NewServer, and the constant table of methods.
#pragma once

#include <string>
#include <vector>

#include "elanus/protogen/names.h"
#include "elanus/protogen/schema.h"

namespace elanus::protogen {

class Target {
 public:
  Target(const ProtoSet& set, const ProtoNames& names, const ProtoFile& file) : set(set), names(names), file(file) {}
  const ProtoSet& set;
  const ProtoNames& names;
  const ProtoFile& file;
};

std::string HeaderOf(const Target& target);
std::string SourceOf(const Target& target);

// What a handler's method returns, without the Task around it, and takes.
std::string ResultType(const ProtoMethod& method, const ProtoNames& names);
std::vector<std::string> HandlerParameters(const ProtoMethod& method, const ProtoNames& names);

// A C++ string literal in as many lines as it takes.
std::vector<std::string> Literal(std::string_view bytes, std::size_t columns);

}  // namespace elanus::protogen
