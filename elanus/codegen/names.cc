// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/codegen/names.h"

#include "elanus/base/strcat.h"
#include "elanus/codegen/code.h"
#include "elanus/codegen/stream_code.h"

namespace elanus::codegen {

// Keywords, and the macros of the C and POSIX headers that generated code or its users include: a space around each.
static constexpr std::string_view kReserved =
    " "
    "BUFSIZ CHAR_BIT CHAR_MAX CHAR_MIN CLOCKS_PER_SEC DBL_MAX DBL_MIN EDOM EILSEQ EOF ERANGE EXIT_FAILURE "
    "EXIT_SUCCESS FLT_MAX FLT_MIN FP_INFINITE FP_NAN FP_NORMAL FP_SUBNORMAL FP_ZERO HUGE_VAL INFINITY INT_MAX "
    "INT_MIN LC_ALL LLONG_MAX LLONG_MIN LONG_MAX LONG_MIN MB_CUR_MAX NAN NULL RAND_MAX SCHAR_MAX SCHAR_MIN "
    "SEEK_CUR SEEK_END SEEK_SET SHRT_MAX SHRT_MIN SIGABRT SIGFPE SIGILL SIGINT SIGSEGV SIGTERM SIG_DFL "
    "SIG_ERR SIG_IGN SIZE_MAX TMP_MAX UCHAR_MAX UINT_MAX ULONG_MAX USHRT_MAX WEOF alignas alignof and and_eq "
    "asm assert auto bitand bitor bool break case catch char char16_t char32_t char8_t class co_await "
    "co_return co_yield compl concept const const_cast consteval constexpr constinit continue decltype "
    "default delete do double dynamic_cast else enum errno explicit export extern false float for friend goto "
    "if inline int linux long math_errhandling mutable namespace new noexcept not not_eq nullptr offsetof "
    "operator or or_eq private protected public register reinterpret_cast requires return setjmp short signed "
    "sizeof static static_assert static_cast stderr stdin stdout struct switch template this thread_local "
    "throw true try typedef typeid typename typeof union unix unsigned using va_arg va_copy va_end va_start "
    "virtual void volatile wchar_t while xor xor_eq ";

bool IsReserved(std::string_view name) { return kReserved.find(StrCat(" ", name, " ")) != std::string_view::npos; }

std::string Scope::Add(std::string name) {
  while (!Free(name)) name.push_back('_');
  taken_.insert(name);
  return name;
}

std::vector<std::string> Scope::AddAll(const std::vector<std::string>& names) {
  std::vector<std::string> out(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (Free(names[i])) out[i] = Add(names[i]);
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (out[i].empty()) out[i] = Add(names[i]);
  }
  return out;
}

static std::vector<std::string> Split(std::string_view dotted) {
  std::vector<std::string> parts;
  while (!dotted.empty()) {
    const std::size_t dot = dotted.find('.');
    if (dot != 0) parts.emplace_back(dotted.substr(0, dot));
    dotted = dot == std::string_view::npos ? std::string_view() : dotted.substr(dot + 1);
  }
  return parts;
}

// A file's name may hold what a C++ name cannot.
static std::string Identifier(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && c != '_' && !(c >= '0' && c <= '9')) c = '_';
  }
  if (out.empty() || (out[0] >= '0' && out[0] <= '9')) out.insert(0, "_");
  return out;
}

static std::string NamespaceOf(const idl::File& file, std::initializer_list<std::string_view> languages) {
  for (const std::string_view language : languages) {
    if (const std::string* name = file.FindNamespace(language); name != nullptr && !name->empty()) return *name;
  }
  return Identifier(file.name);
}

// The names of the same C++ namespace that a type or value is written with.
static void UsedNames(const idl::Type& type, const Names& names, const idl::File& from, std::set<std::string>& out) {
  if (type.key) UsedNames(*type.key, names, from, out);
  if (type.element) UsedNames(*type.element, names, from, out);
  if (type.target != nullptr && names.Namespace(*type.target->file) == names.Namespace(from)) {
    out.insert(names.Of(*type.target));
  }
}

Names::Names(const idl::Program& program) {
  std::map<std::string, Scope> scopes;
  for (const auto& file : program.files) AddFile(*file, scopes);
  // Types first: the names below must keep clear of them.
  for (const auto& file : program.files) {
    for (const auto& each : file->structs) AddStruct(*each);
    for (const auto& each : file->enums) {
      std::vector<std::string> values;
      for (const idl::EnumValue& value : each->values) values.push_back(value.name);
      values = Scope().AddAll(values);
      for (std::size_t i = 0; i < values.size(); ++i) names_[&each->values[i]] = values[i];
    }
    for (const auto& each : file->services) AddService(*each);
  }
}

void Names::AddFile(const idl::File& file, std::map<std::string, Scope>& scopes) {
  std::vector<std::string>& parts = namespaces_[&file];
  for (const std::string& part : Split(NamespaceOf(file, {"cpp", "*", "go"}))) {
    const bool clashes = part == "std" || part == "elanus" || IsReserved(part);
    parts.push_back(clashes ? part + "_" : Identifier(part));
  }
  paths_[&file] = StrCat(Join(parts, "/"), "/", file.name);

  // What the generator puts into each namespace itself.
  // and what it calls members, which must not be called like their class.
  static const std::set<std::string> kOurs = {"Arm",   "Clear", "Info",   "NewServer", "Read",   "Register", "ToString",
                                              "Write", "arm",   "elanus", "kName",     "status", "std",      "value_"};
  Scope& scope = scopes.try_emplace(NamespaceText(file), kOurs).first->second;
  std::vector<std::string> wanted;
  for (const idl::Declaration* each : file.declarations) wanted.push_back(each->name);
  const std::vector<std::string> got = scope.AddAll(wanted);
  for (std::size_t i = 0; i < got.size(); ++i) {
    names_[file.declarations[i]] = got[i];
    if (file.declarations[i]->kind == idl::Declaration::Kind::kConstant) {
      constants_.insert(StrCat(NamespaceText(file), "::", got[i]));
    }
  }
  for (const auto& service : file.services) clients_[service.get()] = scope.Add(Of(*service) + "Client");
}

void Names::AddStruct(const idl::Struct& of) {
  std::set<std::string> taken = {Of(of), "ToString", "Read", "Write", "std", "elanus"};
  if (of.form == idl::Struct::Form::kException) taken.insert("kName");
  std::vector<std::string> wanted;
  for (const idl::Field& field : of.fields) {
    UsedNames(field.type, *this, *of.file, taken);
    wanted.push_back(field.name);
  }
  if (of.form == idl::Struct::Form::kUnion) {
    taken.insert({"Arm", "arm", "Clear", "value_"});
    for (const idl::Field& field : of.fields) taken.insert(StrCat("set_", field.name));
  }
  wanted = Scope(std::move(taken)).AddAll(wanted);
  for (std::size_t i = 0; i < wanted.size(); ++i) names_[&of.fields[i]] = wanted[i];
}

void Names::AddService(const idl::Service& service) {
  std::set<std::string> types = {"std", "elanus"};
  for (const idl::Function& function : service.functions) {
    if (function.return_type) UsedNames(*function.return_type, *this, *service.file, types);
    for (const idl::Field& field : function.arguments) UsedNames(field.type, *this, *service.file, types);
    for (const idl::Field& field : function.throws) UsedNames(field.type, *this, *service.file, types);
  }

  std::set<std::string> taken = types;
  taken.insert({Of(service), ClientOf(service), "Info", "status", "client_"});
  std::vector<std::string> wanted;
  for (const idl::Function& function : service.functions) wanted.push_back(function.name);
  wanted = Scope(std::move(taken)).AddAll(wanted);

  for (std::size_t f = 0; f < wanted.size(); ++f) {
    const idl::Function& function = service.functions[f];
    names_[&function] = wanted[f];
    Scope scope(types);
    for (const char* ours : {"client_", "ctx", "options", "result"}) scope.Take(ours);
    if (Streams(function)) scope.Take(std::string(StreamName(function)));
    const std::string prefix = NamespaceText(*service.file) + "::";
    for (const std::string& constant : constants_) {
      if (constant.starts_with(prefix)) scope.Take(constant.substr(prefix.size()));
    }
    for (const auto* fields : {&function.arguments, &function.throws}) {
      std::vector<std::string> locals;
      for (const idl::Field& field : *fields) locals.push_back(field.name);
      locals = Scope(scope).AddAll(locals);
      for (std::size_t i = 0; i < locals.size(); ++i) names_[&(*fields)[i]] = locals[i];
    }
  }
}

std::string Names::NamespaceText(const idl::File& file) const { return Join(Namespace(file), "::"); }

std::string Names::Package(const idl::File& file) const {
  const std::vector<std::string> parts = Split(NamespaceOf(file, {"go", "*", "cpp"}));
  return parts.empty() ? file.name : parts.back();
}

std::string Names::Of(const idl::Declaration& declaration, const idl::File& from) const {
  if (Namespace(*declaration.file) == Namespace(from)) return Of(declaration);
  return "::" + Full(declaration);
}

bool Names::IsConstant(const std::string& name, const idl::File& from) const {
  return constants_.contains(StrCat(NamespaceText(from), "::", name));
}

std::string Names::Full(const idl::Declaration& declaration) const {
  return StrCat(NamespaceText(*declaration.file), "::", Of(declaration));
}

std::string Names::CallOf(const idl::Service& service, const idl::Function& function) const {
  return StrCat(Of(service), Of(function));
}

std::string Constant(std::string_view name) {
  std::string out = "k";
  bool upper = true;
  for (const char c : name) {
    if (c == '_') {
      upper = true;
      continue;
    }
    out.push_back(upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    upper = false;
  }
  return out;
}

}  // namespace elanus::codegen
