// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Typedefs must end somewhere, and what they stand for must stay small: `typedef map<T1, T1> T2` doubles with every
// line, and a generator writes code for each part.
#include <cstddef>
#include <unordered_map>

#include "elanus/base/strcat.h"
#include "elanus/idl/checks.h"
#include "elanus/idl/declaration_graph.h"
#include "elanus/idl/walk.h"

namespace elanus::idl {
namespace {

using Sizes = std::unordered_map<const Declaration*, std::size_t>;

// The parts of the type with typedefs written out; stops counting above `limit`.
std::size_t CountParts(const Type& type, const Sizes& sizes, std::size_t limit) {
  std::size_t count = 0;
  ForEachPart(type, [&](const Type& part) {
    auto known = sizes.find(part.target);
    count += known == sizes.end() ? 1 : known->second + 1;
    if (count > limit) count = limit + 1;
  });
  return count;
}

}  // namespace

void CheckTypedefs(CheckContext& context) {
  DeclarationGraph graph(NodesOf(context.program, &File::typedefs));
  for (const auto& file : context.program.files) {
    for (const auto& in : file->typedefs) {
      ForEachPart(in->type, [&](const Type& part) { graph.Add(in.get(), part.target); });
    }
  }
  graph.ForEachCycle([&context](const Declaration& first, const std::string& cycle) {
    context.diagnostics.Error(first.position, StrCat("typedefs name each other in a circle: ", cycle));
  });
  if (context.diagnostics.has_errors()) return;

  auto limit = static_cast<std::size_t>(context.limits.type_parts);
  Sizes sizes;
  for (const auto& component : graph.graph().Components()) {
    const Declaration* in = graph.at(component.front());
    sizes[in] = CountParts(static_cast<const Typedef*>(in)->type, sizes, limit);
  }
  for (const auto& file : context.program.files) {
    ForEachType(*file, [&](const Type& type) {
      if (CountParts(type, sizes, limit) <= limit) return;
      context.diagnostics.Error(type.position,
                                StrCat("the type has more than ", limit, " parts when its typedefs are written out"));
    });
  }
}

}  // namespace elanus::idl
