// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Services that extend services: no circles, no endless chains, and no function that a base has already, since
// one connection serves both by name.
#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "elanus/base/strcat.h"
#include "elanus/idl/checks.h"
#include "elanus/idl/declaration_graph.h"

namespace elanus::idl {
namespace {

using Names = std::unordered_map<const Service*, std::unordered_set<std::string_view>>;

void CheckAgainstBases(const Service& service, const Names& names, Diagnostics& diagnostics) {
  for (const auto& function : service.functions) {
    for (const Service* base = service.base; base != nullptr; base = base->base) {
      if (!names.at(base).contains(function.name)) continue;
      diagnostics.Error(function.position, StrCat("'", function.name, "' of service ", service.name,
                                                  " is already declared in its base ", base->name));
      break;
    }
  }
}

}  // namespace

void CheckServices(CheckContext& context) {
  DeclarationGraph graph(NodesOf(context.program, &File::services));
  Names names;
  for (const auto& file : context.program.files) {
    for (const auto& service : file->services) {
      graph.Add(service.get(), service->base);
      for (const auto& function : service->functions) names[service.get()].insert(function.name);
      names[service.get()];
    }
  }
  bool circular = false;
  graph.ForEachCycle([&](const Declaration& first, const std::string& cycle) {
    circular = true;
    context.diagnostics.Error(first.position, StrCat("services extend each other in a circle: ", cycle));
  });
  if (circular) return;
  auto depths = graph.graph().Depths();
  for (Graph::Node node = 0; node < depths.size(); ++node) {
    const auto& service = static_cast<const Service&>(*graph.at(node));
    if (depths[node] > static_cast<std::size_t>(context.limits.chain)) {
      context.diagnostics.Error(
          service.position, StrCat("service ", service.name, " has more than ", context.limits.chain - 1, " bases"));
    } else {
      CheckAgainstBases(service, names, context.diagnostics);
    }
  }
}

}  // namespace elanus::idl
