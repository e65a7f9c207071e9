// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/parser.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <utility>

#include "elanus/base/strcat.h"
#include "elanus/idl/number.h"

namespace elanus::idl {
namespace {

bool IsHeaderWord(const Token& token) {
  return token.Is("include") || token.Is("cpp_include") || token.Is("namespace");
}

// The name by which an included file's declarations are known: "shared/base.thrift" is base.
std::string NameOfFile(std::string_view path) {
  path.remove_prefix(path.find_last_of('/') + 1);
  if (path.ends_with(".thrift")) path.remove_suffix(7);
  return std::string(path);
}

}  // namespace

bool Parser::ParseFile() {
  file_.name = NameOfFile(file_.path);
  while (IsHeaderWord(tokens_.Peek())) {
    if (!ParseHeader()) return false;
  }
  while (tokens_.Peek().kind != Token::Kind::kEnd) {
    if (!ParseDeclaration()) return false;
  }
  return true;
}

bool Parser::ParseHeader() {
  if (!tokens_.CountNode()) return false;
  if (tokens_.Peek().Is("include")) return ParseInclude();
  if (tokens_.Peek().Is("namespace")) return ParseNamespace();
  tokens_.Take();
  std::string path;
  if (!tokens_.ExpectLiteral("a string with a path after 'cpp_include'", path)) return false;
  file_.cpp_includes.push_back(std::move(path));
  tokens_.TakeSeparator();
  return true;
}

bool Parser::ParseInclude() {
  tokens_.Take();
  Include include;
  include.position = tokens_.Peek().position;
  if (!tokens_.ExpectLiteral("a string with a path after 'include'", include.path)) return false;
  include.name = NameOfFile(include.path);
  file_.includes.push_back(std::move(include));
  tokens_.TakeSeparator();
  return true;
}

bool Parser::ParseNamespace() {
  tokens_.Take();
  Namespace space;
  Position position;
  if (tokens_.TakeIf('*')) {
    space.language = "*";
  } else if (!tokens_.ExpectDotted("a language or '*' after 'namespace'", space.language, position)) {
    return false;
  }
  if (!tokens_.ExpectDotted("the name of the namespace", space.name, space.position)) return false;
  if (!ParseAnnotations(space.annotations)) return false;
  tokens_.TakeSeparator();
  file_.namespaces.push_back(std::move(space));
  return true;
}

bool Parser::ParseDeclaration() {
  if (!tokens_.CountNode()) return false;
  const Token& first = tokens_.Peek();
  std::string comment = first.comment;
  if (IsHeaderWord(first)) {
    return tokens_.Fail(first.position, StrCat("'", first.text, "' must stand before the first declaration"));
  }
  if (first.Is("senum")) return tokens_.Fail(first.position, "senum is not supported: use enum, or string");
  if (tokens_.TakeIf("const")) return ParseConstant(std::move(comment));
  if (tokens_.TakeIf("typedef")) return ParseTypedef(std::move(comment));
  if (tokens_.TakeIf("enum")) return ParseEnum(std::move(comment));
  if (tokens_.TakeIf("struct")) return ParseStruct(Struct::Form::kStruct, std::move(comment));
  if (tokens_.TakeIf("union")) return ParseStruct(Struct::Form::kUnion, std::move(comment));
  if (tokens_.TakeIf("exception")) return ParseStruct(Struct::Form::kException, std::move(comment));
  if (tokens_.TakeIf("service")) return ParseService(std::move(comment));
  bool nothing_yet = file_.declarations.empty();
  return tokens_.FailExpected(
      StrCat(nothing_yet ? "include, namespace, " : "", "const, typedef, enum, struct, union, exception or service"));
}

void Parser::Adopt(Declaration& declaration) {
  declaration.file = &file_;
  file_.declarations.push_back(&declaration);
}

bool Parser::ParseEnd(Declaration& declaration) {
  if (!ParseAnnotations(declaration.annotations)) return false;
  tokens_.TakeSeparator();
  return true;
}

bool Parser::ParseConstant(std::string comment) {
  auto& made = *file_.constants.emplace_back(std::make_unique<Constant>());
  Adopt(made);
  if (!ParseType(made.type, 1)) return false;
  if (!tokens_.ExpectName("the name of a constant", made.name, made.position)) return false;
  if (!tokens_.Expect('=', "after the name of a constant") || !ParseValue(made.value, 1)) return false;
  if (!ParseEnd(made)) return false;
  made.comment = comment.empty() ? tokens_.Peek().trailing : std::move(comment);
  return true;
}

bool Parser::ParseTypedef(std::string comment) {
  auto& made = *file_.typedefs.emplace_back(std::make_unique<Typedef>());
  Adopt(made);
  if (!ParseType(made.type, 1)) return false;
  if (!tokens_.ExpectName("the name of a typedef", made.name, made.position)) return false;
  if (!ParseEnd(made)) return false;
  made.comment = comment.empty() ? tokens_.Peek().trailing : std::move(comment);
  return true;
}

bool Parser::ParseEnum(std::string comment) {
  auto& made = *file_.enums.emplace_back(std::make_unique<Enum>());
  Adopt(made);
  made.comment = std::move(comment);
  if (!tokens_.ExpectName("the name of an enum", made.name, made.position)) return false;
  if (!tokens_.Expect('{', "after the name of an enum")) return false;
  while (!tokens_.TakeIf('}')) {
    if (!ParseEnumValue(made)) return false;
  }
  return ParseEnd(made);
}

bool Parser::ParseEnumValue(Enum& into) {
  if (!tokens_.CountNode()) return false;
  EnumValue value;
  value.comment = tokens_.Peek().comment;
  if (!tokens_.ExpectName("the name of an enum value or '}'", value.name, value.position)) return false;
  std::int64_t number = into.values.empty() ? 0 : std::int64_t{into.values.back().value} + 1;
  Position position = value.position;
  if (tokens_.TakeIf('=')) {
    Token token = tokens_.Peek();
    if (token.kind != Token::Kind::kInt) return tokens_.FailExpected("a whole number as the value");
    auto given = ParseInt(tokens_.Take().text);
    position = token.position;
    if (!given) return tokens_.Fail(position, given.status().message());
    number = *given;
  }
  using Limits = std::numeric_limits<std::int32_t>;
  if (number < Limits::min() || number > Limits::max()) {
    return tokens_.Fail(position, StrCat("the value of '", value.name, "', ", number,
                                         ", does not fit into 32 bits, which is what an enum has on the wire"));
  }
  value.value = static_cast<std::int32_t>(number);
  if (!ParseAnnotations(value.annotations)) return false;
  tokens_.TakeSeparator();
  if (value.comment.empty()) value.comment = tokens_.Peek().trailing;
  into.values.push_back(std::move(value));
  return true;
}

bool Parser::ParseStruct(Struct::Form form, std::string comment) {
  auto& made = *file_.structs.emplace_back(std::make_unique<Struct>());
  Adopt(made);
  made.form = form;
  made.comment = std::move(comment);
  std::string what = StrCat("the name of a", form == Struct::Form::kException ? "n " : " ", FormName(form));
  if (!tokens_.ExpectName(what, made.name, made.position)) return false;
  if (!tokens_.Expect('{', StrCat("after ", what))) return false;
  return ParseFields(Place::kStruct, '}', nullptr, made.fields) && ParseEnd(made);
}

bool Parser::ParseService(std::string comment) {
  auto& made = *file_.services.emplace_back(std::make_unique<Service>());
  Adopt(made);
  made.comment = std::move(comment);
  if (!tokens_.ExpectName("the name of a service", made.name, made.position)) return false;
  if (tokens_.TakeIf("extends") &&
      !tokens_.ExpectDotted("the name of a service after 'extends'", made.base_name, made.base_position)) {
    return false;
  }
  if (!tokens_.Expect('{', "after the name of a service")) return false;
  while (!tokens_.TakeIf('}')) {
    if (tokens_.Peek().kind != Token::Kind::kWord) return tokens_.FailExpected("a function or '}'");
    if (!ParseFunction(made)) return false;
  }
  return ParseEnd(made);
}

}  // namespace elanus::idl
