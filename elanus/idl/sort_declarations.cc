// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The order in which C++ wants the declarations of a file. Some needs are hard (a struct that is held by value must be
// complete), others only nice (the struct in a vector), and only the hard ones are free of cycles.
#include <algorithm>
#include <cstddef>
#include <vector>

#include "elanus/idl/checks.h"
#include "elanus/idl/declaration_graph.h"
#include "elanus/idl/walk.h"

namespace elanus::idl {
namespace {

// Calls need(to) for what `from` cannot do without.
template <class Need>
void ForEachHardNeed(const Declaration& from, const Need& need) {
  auto need_names = [&need](const Type& type) {
    ForEachPart(type, [&need](const Type& part) {
      bool by_name = part.target != nullptr && part.target->kind != Declaration::Kind::kStruct;
      if (by_name) need(part.target);
    });
  };
  switch (from.kind) {
    case Declaration::Kind::kTypedef: return need_names(static_cast<const Typedef&>(from).type);
    case Declaration::Kind::kEnum: return;
    case Declaration::Kind::kService: return need(static_cast<const Service&>(from).base);
    case Declaration::Kind::kConstant:
      need_names(static_cast<const Constant&>(from).type);
      return ForEachPartOfValue(static_cast<const Constant&>(from).value,
                                [&need](const ConstValue& part) { need(part.constant); });
    case Declaration::Kind::kStruct: break;
  }
  for (const auto& field : static_cast<const Struct&>(from).fields) {
    need_names(field.type);
    if (!field.boxed) need(field.type.AsStruct());
  }
}

// Calls need(to) for what `from` is better behind, cycles or not.
template <class Need>
void ForEachSoftNeed(const Declaration& from, const Need& need) {
  auto need_all = [&need](const Type& type) { ForEachPart(type, [&need](const Type& part) { need(part.target); }); };
  auto need_value = [&need](const ConstValue& value) {
    ForEachPartOfValue(value, [&need](const ConstValue& part) {
      need(part.constant);
      need(part.enumeration);
    });
  };
  if (from.kind == Declaration::Kind::kTypedef) need_all(static_cast<const Typedef&>(from).type);
  if (from.kind == Declaration::Kind::kConstant) {
    need_all(static_cast<const Constant&>(from).type);
    need_value(static_cast<const Constant&>(from).value);
  }
  if (from.kind == Declaration::Kind::kService) {
    for (const auto& function : static_cast<const Service&>(from).functions) {
      if (function.return_type) need_all(*function.return_type);
      for (const auto& field : function.arguments) need_all(field.type);
      for (const auto& field : function.throws) need_all(field.type);
    }
  }
  if (from.kind != Declaration::Kind::kStruct) return;
  for (const auto& field : static_cast<const Struct&>(from).fields) {
    if (!field.boxed) need_all(field.type);
    if (field.default_value) need_value(*field.default_value);
  }
}

std::vector<const Declaration*> Sort(const File& file) {
  std::vector<const Declaration*> nodes(file.declarations.begin(), file.declarations.end());
  DeclarationGraph all(nodes);
  DeclarationGraph hard(nodes);
  for (const Declaration* from : nodes) {
    ForEachHardNeed(*from, [&](const Declaration* to) {
      all.Add(from, to);
      hard.Add(from, to);
    });
    ForEachSoftNeed(*from, [&](const Declaration* to) { all.Add(from, to); });
  }
  std::vector<std::size_t> rank(nodes.size());
  std::size_t next = 0;
  for (const auto& component : hard.graph().Components()) rank[component.front()] = next++;
  std::vector<const Declaration*> sorted;
  for (auto component : all.graph().Components()) {
    std::sort(component.begin(), component.end(), [&rank](auto a, auto b) { return rank[a] < rank[b]; });
    for (auto node : component) sorted.push_back(nodes[node]);
  }
  return sorted;
}

}  // namespace

void SortDeclarations(CheckContext& context) {
  for (const auto& file : context.program.files) file->in_order = Sort(*file);
}

}  // namespace elanus::idl
