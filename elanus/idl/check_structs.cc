// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Structs that hold themselves. Through required fields no finite value exists: an error. Through others it
// can end, and the field is marked to be held by a Box, which counts as optional: that is also how Kitex's Go code,
// where structs are pointers, comes to an end.
#include <cstddef>
#include <unordered_map>
#include <utility>
#include <vector>

#include "elanus/base/strcat.h"
#include "elanus/idl/checks.h"
#include "elanus/idl/declaration_graph.h"
#include "elanus/idl/walk.h"

namespace elanus::idl {
namespace {

std::vector<const Declaration*> StructsOf(const File& file) {
  std::vector<const Declaration*> nodes;
  for (const auto& in : file.structs) nodes.push_back(in.get());
  return nodes;
}

void CheckRequired(const File& file, Diagnostics& diagnostics) {
  DeclarationGraph graph(StructsOf(file));
  for (const auto& in : file.structs) {
    for (const auto& field : in->fields) {
      if (field.requiredness == Requiredness::kRequired) graph.Add(in.get(), field.type.AsStruct());
    }
  }
  graph.ForEachCycle([&](const Declaration& first, const std::string& cycle) {
    diagnostics.Error(first.position, StrCat(FormName(static_cast<const Struct&>(first).form), " ", first.name,
                                             " contains itself through required fields and could never end: ", cycle));
  });
}

// The number of the cycle of structs (by value, without containers) that each struct is in.
std::unordered_map<const Declaration*, std::size_t> FindCycles(const DeclarationGraph& graph) {
  std::unordered_map<const Declaration*, std::size_t> cycles;
  std::size_t number = 0;
  for (const auto& component : graph.graph().Components()) {
    ++number;
    if (!graph.graph().IsCycle(component)) continue;
    for (auto node : component) cycles[graph.at(node)] = number;
  }
  return cycles;
}

void MarkBoxed(const File& file, Diagnostics& diagnostics) {
  DeclarationGraph graph(StructsOf(file));
  for (const auto& in : file.structs) {
    for (const auto& field : in->fields) graph.Add(in.get(), field.type.AsStruct());
  }
  auto cycles = FindCycles(graph);
  for (const auto& in : file.structs) {
    auto own = cycles.find(in.get());
    if (own == cycles.end()) continue;
    for (auto& field : in->fields) {
      auto held = cycles.find(field.type.AsStruct());
      bool same_cycle = held != cycles.end() && held->second == own->second;
      if (!same_cycle || field.requiredness == Requiredness::kRequired) continue;
      field.boxed = true;
      if (field.requiredness == Requiredness::kOptional) continue;
      diagnostics.Warning(field.position, StrCat(FormName(in->form), " ", in->name, " contains itself through '",
                                                 field.name, "': the field is taken as optional"));
    }
  }
}

// Recursive by whatever way, containers included.
void MarkRecursive(const File& file) {
  auto nodes = StructsOf(file);
  for (const auto& in : file.typedefs) nodes.push_back(in.get());
  DeclarationGraph graph(std::move(nodes));
  auto add = [&graph](const Declaration* from, const Type& type) {
    ForEachPart(type, [&](const Type& part) { graph.Add(from, part.target); });
  };
  for (const auto& in : file.typedefs) add(in.get(), in->type);
  for (const auto& in : file.structs) {
    for (const auto& field : in->fields) add(in.get(), field.type);
  }
  auto cycles = FindCycles(graph);
  for (const auto& in : file.structs) in->recursive = cycles.contains(in.get());
}

}  // namespace

void CheckStructs(CheckContext& context) {
  for (const auto& file : context.program.files) {
    CheckRequired(*file, context.diagnostics);
    MarkBoxed(*file, context.diagnostics);
    MarkRecursive(*file);
  }
}

}  // namespace elanus::idl
