// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A default value must not construct the struct whose default it is: making one would never end. A struct
// constructs those that it holds by value and are not optional, and those that its default values name.
#include <string>

#include "elanus/base/strcat.h"
#include "elanus/idl/checks.h"
#include "elanus/idl/declaration_graph.h"

namespace elanus::idl {
namespace {

// Adds what constructing `value` constructs. Values fit their types (CheckValues).
void AddConstructed(DeclarationGraph& graph, const Declaration* by, const Type& type, const ConstValue& value,
                    const Symbols& symbols) {
  if (value.meaning == ConstValue::Meaning::kConstant) return graph.Add(by, value.constant);
  const Type& resolved = type.Resolved();
  for (const auto& element : value.list) AddConstructed(graph, by, *resolved.element, element, symbols);
  const Struct* in = resolved.AsStruct();
  if (in != nullptr) graph.Add(by, in);
  for (const auto& [key, mapped] : value.entries) {
    if (in != nullptr) {
      AddConstructed(graph, by, symbols.FindField(*in, key.text)->type, mapped, symbols);
    } else {
      AddConstructed(graph, by, *resolved.key, key, symbols);
      AddConstructed(graph, by, *resolved.element, mapped, symbols);
    }
  }
}

}  // namespace

void CheckDefaults(CheckContext& context) {
  for (const auto& file : context.program.files) {
    std::vector<const Declaration*> nodes;
    for (const auto& in : file->structs) nodes.push_back(in.get());
    for (const auto& in : file->constants) nodes.push_back(in.get());
    DeclarationGraph graph(std::move(nodes));
    for (const auto& in : file->structs) {
      for (const auto& field : in->fields) {
        bool by_value = !field.boxed && field.requiredness != Requiredness::kOptional;
        if (by_value) graph.Add(in.get(), field.type.AsStruct());
        if (field.default_value) AddConstructed(graph, in.get(), field.type, *field.default_value, context.symbols);
      }
    }
    for (const auto& in : file->constants) AddConstructed(graph, in.get(), in->type, in->value, context.symbols);
    graph.ForEachCycle([&](const Declaration& first, const std::string& cycle) {
      context.diagnostics.Error(
          first.position, StrCat("the default values of ", first.name, " construct ", first.name, " again: ", cycle));
    });
  }
}

}  // namespace elanus::idl
