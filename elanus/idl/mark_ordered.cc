// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Which structs need operator<: those that are in the keys of maps and the elements of sets. Whatever Thrift can
// express can be ordered, field by field, so nothing is refused as a key.
#include <unordered_set>
#include <vector>

#include "elanus/idl/checks.h"
#include "elanus/idl/walk.h"

namespace elanus::idl {
namespace {

class Marker {
 public:
  // Everything that is named in the type needs an order.
  void Add(const Type& type) {
    ForEachPart(type, [this](const Type& part) {
      if (part.target != nullptr && seen_.insert(part.target).second) open_.push_back(part.target);
    });
  }

  // Goes on through typedefs and fields. Gives the structs.
  std::unordered_set<const Declaration*> Run() && {
    while (!open_.empty()) {
      const Declaration* next = open_.back();
      open_.pop_back();
      if (next->kind == Declaration::Kind::kTypedef) Add(static_cast<const Typedef*>(next)->type);
      if (next->kind != Declaration::Kind::kStruct) continue;
      for (const auto& field : static_cast<const Struct*>(next)->fields) Add(field.type);
    }
    return std::move(seen_);
  }

 private:
  std::unordered_set<const Declaration*> seen_;
  std::vector<const Declaration*> open_;
};

}  // namespace

void MarkOrdered(CheckContext& context) {
  Marker marker;
  for (const auto& file : context.program.files) {
    ForEachType(*file, [&marker](const Type& type) {
      ForEachPart(type, [&marker](const Type& part) {
        if (part.kind == Type::Kind::kMap) marker.Add(*part.key);
        if (part.kind == Type::Kind::kSet) marker.Add(*part.element);
      });
    });
  }
  auto ordered = std::move(marker).Run();
  for (const auto& file : context.program.files) {
    for (const auto& in : file->structs) in->ordered = ordered.contains(in.get());
  }
}

}  // namespace elanus::idl
