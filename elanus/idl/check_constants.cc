// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Constants that name constants must end in a value, after a bounded number of steps.
#include <cstddef>

#include "elanus/base/strcat.h"
#include "elanus/idl/checks.h"
#include "elanus/idl/declaration_graph.h"
#include "elanus/idl/walk.h"

namespace elanus::idl {

void CheckConstants(CheckContext& context) {
  DeclarationGraph graph(NodesOf(context.program, &File::constants));
  for (const auto& file : context.program.files) {
    for (const auto& in : file->constants) {
      ForEachPartOfValue(in->value, [&](const ConstValue& part) { graph.Add(in.get(), part.constant); });
    }
  }
  bool circular = false;
  graph.ForEachCycle([&](const Declaration& first, const std::string& cycle) {
    circular = true;
    context.diagnostics.Error(first.position, StrCat("constants name each other in a circle: ", cycle));
  });
  if (circular) return;
  auto depths = graph.graph().Depths();
  for (Graph::Node node = 0; node < depths.size(); ++node) {
    if (depths[node] <= static_cast<std::size_t>(context.limits.chain)) continue;
    context.diagnostics.Error(graph.at(node)->position,
                              StrCat("the value of constant ", graph.at(node)->name, " is more than ",
                                     context.limits.chain, " constants away"));
  }
}

}  // namespace elanus::idl
