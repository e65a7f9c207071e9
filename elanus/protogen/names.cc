// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protogen/names.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "elanus/base/strcat.h"
#include "elanus/codegen/names.h"

namespace elanus::protogen {

// Sorted: the words behind which protoc puts a `_`, those of later versions included, since a class with such a name
// does not compile with ours.
static constexpr std::string_view kProtocWords[] = {
    "NULL",         "alignas",   "alignof",       "and",
    "and_eq",       "asm",       "auto",          "bitand",
    "bitor",        "bool",      "break",         "case",
    "catch",        "char",      "char16_t",      "char32_t",
    "char8_t",      "class",     "co_await",      "co_return",
    "co_yield",     "compl",     "concept",       "const",
    "const_cast",   "consteval", "constexpr",     "constinit",
    "continue",     "decltype",  "default",       "delete",
    "do",           "double",    "dynamic_cast",  "else",
    "enum",         "explicit",  "export",        "extern",
    "false",        "float",     "for",           "friend",
    "goto",         "if",        "inline",        "int",
    "long",         "mutable",   "namespace",     "new",
    "noexcept",     "not",       "not_eq",        "nullptr",
    "operator",     "or",        "or_eq",         "private",
    "protected",    "public",    "register",      "reinterpret_cast",
    "requires",     "return",    "short",         "signed",
    "sizeof",       "static",    "static_assert", "static_cast",
    "struct",       "switch",    "template",      "this",
    "thread_local", "throw",     "true",          "try",
    "typedef",      "typeid",    "typename",      "union",
    "unsigned",     "using",     "virtual",       "void",
    "volatile",     "wchar_t",   "while",         "xor",
    "xor_eq",
};

static std::string ClassName(const std::string& name) {
  return std::binary_search(std::begin(kProtocWords), std::end(kProtocWords), std::string_view(name)) ? name + "_"
                                                                                                      : name;
}

std::string NamespaceOf(std::string_view package) {
  std::string out;
  for (const char c : package) {
    if (c == '.') {
      out += "::";
    } else {
      out.push_back(c);
    }
  }
  return out;
}

std::string Prefix(std::string_view package) {
  return package.empty() ? "::" : StrCat("::", NamespaceOf(package), "::");
}

std::string Stem(std::string_view path) {
  if (path.ends_with(".proto")) path.remove_suffix(6);
  return std::string(path);
}

// Nested classes are called after those around them: Outer_Inner.
void ProtoNames::AddMessage(const ProtoMessage& message, const std::string& scope, const std::string& parent,
                            const std::string& package, std::vector<std::string>& classes) {
  const std::string name = ClassName(parent.empty() ? message.name : StrCat(parent, "_", message.name));
  const std::string full = StrCat(scope, ".", message.name);
  messages_[full] = Prefix(package) + name;
  classes.push_back(name);
  for (const ProtoMessage& inner : message.nested) AddMessage(inner, full, name, package, classes);
}

static ServiceNames NamesOf(const ProtoService& service, codegen::Scope& scope) {
  ServiceNames out;
  out.name = scope.Add(service.name);
  out.client = scope.Add(out.name + "Client");
  out.methods_table = scope.Add(StrCat("k", out.name, "Methods"));
  out.info = scope.Add(StrCat("k", out.name, "Info"));
  std::vector<std::string> wanted;
  for (const ProtoMethod& method : service.methods) wanted.push_back(method.name);
  out.methods = codegen::Scope({out.name, out.client, "Info", "status", "client_", "std"}).AddAll(wanted);
  return out;
}

ProtoNames::ProtoNames(const ProtoSet& set) {
  std::map<std::string, codegen::Scope> scopes;
  for (const ProtoFile& file : set.files) {
    codegen::Scope& scope = scopes.try_emplace(file.package, std::set<std::string>{"std"}).first->second;
    std::vector<std::string> classes;
    const std::string around = file.package.empty() ? "" : "." + file.package;
    for (const ProtoMessage& message : file.messages) AddMessage(message, around, "", file.package, classes);
    for (const std::string& name : classes) scope.Take(name);
    for (const std::string& name : file.other_names) scope.Take(name);
  }
  for (auto& [package, scope] : scopes) {
    Package& names = packages_[package];
    names.register_ = scope.Add("Register");
    names.new_server = scope.Add("NewServer");
    names.descriptors = scope.Add("kDescriptors");
  }
  for (const ProtoFile& file : set.files) {
    for (const ProtoService& service : file.services) {
      services_[&service] = NamesOf(service, scopes.at(file.package));
    }
  }
}

}  // namespace elanus::protogen
