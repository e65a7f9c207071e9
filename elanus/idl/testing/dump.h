// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Everything that is in a tree, positions aside, as text that has nothing in common with the printer: two trees are the
// same when their dumps are.
#pragma once

#include <string>
#include <string_view>

#include "elanus/base/strcat.h"
#include "elanus/idl/ast.h"

namespace elanus::idl {

class Dumper {
 public:
  std::string Run(const File& file) && {
    for (const auto& include : file.includes) {
      Put("include", include.path, include.name, include.file != nullptr ? include.file->path : "?");
    }
    for (const auto& path : file.cpp_includes) Put("cpp_include", path);
    for (const auto& space : file.namespaces) {
      Put("namespace", space.language, space.name);
      PutAll(space.annotations);
    }
    for (const Declaration* declaration : file.declarations) PutDeclaration(*declaration);
    for (const Declaration* declaration : file.in_order) Put("order", declaration->name);
    return std::move(out_);
  }

 private:
  // Lengths make it unambiguous whatever the parts hold.
  template <class... Parts>
  void Put(const Parts&... parts) {
    (PutPart(StrCat(parts)), ...);
    out_ += "\n";
  }
  void PutPart(const std::string& part) { out_ += StrCat(part.size(), ":", part, " "); }

  void PutAll(const Annotations& annotations) {
    for (const auto& one : annotations) Put("annotation", one.name, one.has_value, one.value);
  }

  void PutType(const Type& type) {
    Put("type", static_cast<int>(type.kind), static_cast<int>(type.base), type.name, type.cpp_type.has_value(),
        type.cpp_type.value_or(""));
    if (type.target != nullptr) Put("target", type.target->file->path, type.target->name);
    PutAll(type.annotations);
    if (type.key) PutType(*type.key);
    if (type.element) PutType(*type.element);
  }

  void PutValue(const ConstValue& value) {
    Put("value", static_cast<int>(value.kind), value.integer, value.number, value.text,
        static_cast<int>(value.meaning));
    if (value.enum_value != nullptr) Put("means", value.enumeration->name, value.enum_value->name);
    if (value.constant != nullptr) Put("means", value.constant->name);
    Put("list", value.list.size());
    for (const auto& element : value.list) PutValue(element);
    Put("map", value.entries.size());
    for (const auto& [key, mapped] : value.entries) {
      PutValue(key);
      PutValue(mapped);
    }
  }

  void PutFields(const std::vector<Field>& fields) {
    Put("fields", fields.size());
    for (const auto& field : fields) {
      Put(field.id, static_cast<int>(field.requiredness), field.name, field.comment, field.boxed);
      PutType(field.type);
      PutAll(field.annotations);
      if (field.default_value) PutValue(*field.default_value);
    }
  }

  void PutFunction(const Function& function) {
    Put("function", function.name, function.oneway, function.comment, static_cast<int>(function.streaming),
        function.return_is_stream, function.argument_is_stream);
    if (function.return_type) PutType(*function.return_type);
    PutFields(function.arguments);
    PutFields(function.throws);
    PutAll(function.annotations);
  }

  void PutDeclaration(const Declaration& in) {
    Put("declaration", static_cast<int>(in.kind), in.name, in.comment, in.file->path);
    PutAll(in.annotations);
    if (in.kind == Declaration::Kind::kTypedef) PutType(static_cast<const Typedef&>(in).type);
    if (in.kind == Declaration::Kind::kConstant) {
      PutType(static_cast<const Constant&>(in).type);
      PutValue(static_cast<const Constant&>(in).value);
    }
    if (in.kind == Declaration::Kind::kEnum) {
      for (const auto& value : static_cast<const Enum&>(in).values) {
        Put(value.name, value.value, value.comment);
        PutAll(value.annotations);
      }
    }
    if (in.kind == Declaration::Kind::kStruct) {
      const auto& as = static_cast<const Struct&>(in);
      Put(static_cast<int>(as.form), as.ordered, as.recursive);
      PutFields(as.fields);
    }
    if (in.kind == Declaration::Kind::kService) {
      const auto& as = static_cast<const Service&>(in);
      Put(as.base_name, as.base != nullptr ? as.base->name : "");
      for (const auto& function : as.functions) PutFunction(function);
    }
  }

  std::string out_;
};

inline std::string Dump(const File& file) { return Dumper().Run(file); }

}  // namespace elanus::idl
