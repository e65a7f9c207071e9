// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/symbols.h"

#include <algorithm>

#include "elanus/base/strcat.h"

namespace elanus::idl {
namespace {

template <class Map, class Key>
auto Get(const Map& map, const Key& key) -> typename Map::mapped_type {
  auto it = map.find(key);
  return it == map.end() ? nullptr : it->second;
}

}  // namespace

Symbols::Symbols(const Program& program) {
  for (const auto& file : program.files) AddFile(*file);
}

void Symbols::AddFile(const File& file) {
  auto& scope = scopes_[&file];
  // Of two with one name the first counts; CheckNames reports the other.
  for (const Declaration* declaration : file.declarations) scope.own.emplace(declaration->name, declaration);
  for (const auto& include : file.includes) {
    auto& files = scope.includes[include.name];
    if (std::find(files.begin(), files.end(), include.file) == files.end()) files.push_back(include.file);
  }
  for (const auto& in : file.enums) {
    auto& index = enums_[in.get()];
    for (const auto& value : in->values) {
      index.by_name.emplace(value.name, &value);
      index.by_value.emplace(value.value, &value);
    }
  }
  for (const auto& in : file.structs) {
    auto& index = structs_[in.get()];
    for (const auto& field : in->fields) index.emplace(field.name, &field);
  }
}

const Declaration* Symbols::FindOwn(const File& file, std::string_view name) const {
  return Get(scopes_.at(&file).own, name);
}

const Declaration* Symbols::Find(const File& file, std::string_view name, std::string* problem) const {
  auto say = [problem](std::string text) {
    if (problem != nullptr) *problem = std::move(text);
    return nullptr;
  };
  auto dot = name.rfind('.');
  if (dot == std::string_view::npos) {
    if (const Declaration* found = FindOwn(file, name)) return found;
    return say("is not declared");
  }
  std::string_view prefix = name.substr(0, dot);
  const auto& includes = scopes_.at(&file).includes;
  auto it = includes.find(prefix);
  if (it == includes.end()) return say(StrCat("is not declared: no file is included as '", prefix, "'"));
  const Declaration* found = nullptr;
  for (const File* included : it->second) {
    const Declaration* candidate = FindOwn(*included, name.substr(dot + 1));
    if (found != nullptr && candidate != nullptr) {
      return say(StrCat("is declared in two included files, ", found->file->path, " and ", included->path));
    }
    if (candidate != nullptr) found = candidate;
  }
  return found != nullptr ? found : say(StrCat("is not declared in ", it->second.front()->path));
}

const EnumValue* Symbols::FindValue(const Enum& in, std::string_view name) const {
  return Get(enums_.at(&in).by_name, name);
}

const EnumValue* Symbols::FindValue(const Enum& in, std::int64_t value) const {
  return Get(enums_.at(&in).by_value, value);
}

const Field* Symbols::FindField(const Struct& in, std::string_view name) const { return Get(structs_.at(&in), name); }

std::string_view KindName(const Declaration& declaration) {
  switch (declaration.kind) {
    case Declaration::Kind::kTypedef: return "a typedef";
    case Declaration::Kind::kConstant: return "a constant";
    case Declaration::Kind::kEnum: return "an enum";
    case Declaration::Kind::kService: return "a service";
    case Declaration::Kind::kStruct: break;
  }
  switch (static_cast<const Struct&>(declaration).form) {
    case Struct::Form::kUnion: return "a union";
    case Struct::Form::kException: return "an exception";
    case Struct::Form::kStruct: break;
  }
  return "a struct";
}

}  // namespace elanus::idl
