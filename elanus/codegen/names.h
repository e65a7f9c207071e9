// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The C++ name of everything in a program. A name that would not compile as it is gets a trailing `_`; names on
// the wire and in spans stay what the IDL says.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "elanus/idl/ast.h"

namespace elanus::codegen {

// Keywords, alternative tokens, and macros of the standard headers and of GNU modes.
bool IsReserved(std::string_view name);

// The names that are taken in one C++ scope.
class Scope {
 public:
  Scope() = default;
  explicit Scope(std::set<std::string> taken) : taken_(std::move(taken)) {}

  void Take(const std::string& name) { taken_.insert(name); }
  bool Free(const std::string& name) const { return !taken_.contains(name) && !IsReserved(name); }
  // The name, with as many `_` behind it as it takes to be free; it is taken then.
  std::string Add(std::string name);
  // The names of several things, in their order. Those that are free as they are come first, so that a field
  // `class_` keeps its name beside a field `class`.
  std::vector<std::string> AddAll(const std::vector<std::string>& names);

 private:
  std::set<std::string> taken_;
};

// Made once for a program, constant then; must not outlive it.
class Names {
 public:
  explicit Names(const idl::Program& program);

  // The parts of the C++ namespace: of `namespace cpp`, else `*`, else `go`, else the file's name.
  const std::vector<std::string>& Namespace(const idl::File& file) const { return namespaces_.at(&file); }
  // "a::b".
  std::string NamespaceText(const idl::File& file) const;
  // "a/b/user": with ".h" and ".cc" the generated files.
  const std::string& Path(const idl::File& file) const { return paths_.at(&file); }
  // For span names (conventions.md A.5): the last part of `namespace go`, else `*`, else `cpp`, else the file's name.
  std::string Package(const idl::File& file) const;

  // Without its namespace.
  const std::string& Of(const idl::Declaration& declaration) const { return names_.at(&declaration); }
  // As code in the namespace of `from` says it: "User", or "::base::User".
  std::string Of(const idl::Declaration& declaration, const idl::File& from) const;
  // Whether a constant of the file's C++ namespace has this name: a parameter would shadow it.
  bool IsConstant(const std::string& name, const idl::File& from) const;

  // "user::User".
  std::string Full(const idl::Declaration& declaration) const;
  const std::string& ClientOf(const idl::Service& service) const { return clients_.at(&service); }
  // Fields of structs, arguments and members of throws lists.
  const std::string& Of(const idl::Field& field) const { return names_.at(&field); }
  const std::string& Of(const idl::EnumValue& value) const { return names_.at(&value); }
  const std::string& Of(const idl::Function& function) const { return names_.at(&function); }

  // Where a function's call at the server is kept, and what its helpers are called after: "UserServiceGetUser".
  std::string CallOf(const idl::Service& service, const idl::Function& function) const;

 private:
  void AddFile(const idl::File& file, std::map<std::string, Scope>& scopes);
  void AddStruct(const idl::Struct& of);
  void AddService(const idl::Service& service);

  std::map<const idl::File*, std::vector<std::string>> namespaces_;
  std::map<const idl::File*, std::string> paths_;
  std::map<const void*, std::string> names_;
  std::map<const void*, std::string> clients_;
  std::set<std::string> constants_;  // with their namespaces
};

// "kFirstName" for "first_name".
std::string Constant(std::string_view name);

}  // namespace elanus::codegen
