// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Fields of structs, functions and their arguments.
#include <limits>
#include <utility>

#include "elanus/base/strcat.h"
#include "elanus/idl/number.h"
#include "elanus/idl/parser.h"

namespace elanus::idl {
namespace {

// What an argument of type `stream<T>` is called when it has no name.
constexpr std::string_view kUnnamedArgument = "req";

}  // namespace

bool Parser::ParseFields(Place place, char close, Function* function, std::vector<Field>& into) {
  while (!tokens_.TakeIf(close)) {
    auto kind = tokens_.Peek().kind;
    if (kind != Token::Kind::kWord && kind != Token::Kind::kInt) {
      return tokens_.FailExpected(StrCat(place == Place::kStruct ? "a field" : "an argument", " or '", close, "'"));
    }
    if (!ParseField(place, function, into)) return false;
  }
  return true;
}

bool Parser::ParseField(Place place, Function* function, std::vector<Field>& into) {
  if (!tokens_.CountNode()) return false;
  Field field;
  field.comment = tokens_.Peek().comment;
  if (!ParseFieldId(into, field)) return false;
  if (tokens_.TakeIf("required")) {
    field.requiredness = Requiredness::kRequired;
  } else if (tokens_.TakeIf("optional")) {
    field.requiredness = Requiredness::kOptional;
  }
  if (!ParseFieldType(place, function, field)) return false;
  if (tokens_.Peek().Is('&')) {
    return tokens_.Fail(
        tokens_.Peek().position,
        "reference fields (&) are not supported: a field that holds its own struct only has to be optional");
  }
  bool unnamed = function != nullptr && function->argument_is_stream && tokens_.Peek().kind != Token::Kind::kWord;
  if (unnamed) {
    field.name = kUnnamedArgument;
    field.position = field.type.position;
  } else if (!tokens_.ExpectName("a name after the type", field.name, field.position)) {
    return false;
  }
  if (tokens_.TakeIf('=') && !ParseValue(field.default_value.emplace(), 1)) return false;
  if (!ParseAnnotations(field.annotations)) return false;
  tokens_.TakeSeparator();
  if (field.comment.empty()) field.comment = tokens_.Peek().trailing;
  into.push_back(std::move(field));
  return true;
}

bool Parser::ParseFieldId(const std::vector<Field>& before, Field& field) {
  const Token& first = tokens_.Peek();
  field.id_position = first.position;
  std::int64_t id = before.empty() ? 1 : before.back().id + 1;
  std::string_view given = "the next field id ";
  if (first.kind == Token::Kind::kInt) {
    auto number = ParseDecimal(first.text);
    if (!number)
      return tokens_.Fail(first.position, StrCat("a field id is a decimal number: ", number.status().message()));
    id = *number;
    given = "field id ";
    tokens_.Take();
    if (!tokens_.Expect(':', "after a field id")) return false;
  }
  using Limits = std::numeric_limits<std::int16_t>;
  if (id < Limits::min() || id > Limits::max()) {
    return tokens_.Fail(field.id_position, StrCat(given, id, " is outside ", Limits::min(), "..", Limits::max()));
  }
  field.id = static_cast<std::int16_t>(id);
  return true;
}

bool Parser::ParseFieldType(Place place, Function* function, Field& field) {
  if (!tokens_.Peek().Is("stream")) return ParseType(field.type, 1);
  Token word = tokens_.Take();
  if (place != Place::kArgument || !tokens_.Peek().Is('<')) return ParseTypeFrom(word, field.type, 1);
  function->argument_is_stream = true;
  return ParseStreamOf(field.type);
}

bool Parser::ParseReturnType(Function& function) {
  if (tokens_.TakeIf("void")) return true;
  Type type;
  if (tokens_.Peek().Is("stream")) {
    Token word = tokens_.Take();
    function.return_is_stream = tokens_.Peek().Is('<');
    if (function.return_is_stream ? !ParseStreamOf(type) : !ParseTypeFrom(word, type, 1)) return false;
  } else if (!ParseType(type, 1)) {
    return false;
  }
  function.return_type = std::move(type);
  return true;
}

bool Parser::ParseFunction(Service& into) {
  if (!tokens_.CountNode()) return false;
  Function function;
  function.comment = tokens_.Peek().comment;
  function.oneway = tokens_.TakeIf("oneway");
  if (!ParseReturnType(function)) return false;
  if (!tokens_.ExpectName("the name of a function", function.name, function.position)) return false;
  if (function.name == "void" && function.return_type && function.return_type->name == "async" &&
      !tokens_.Peek().Is('(')) {
    return tokens_.Fail(function.return_type->position, "async is not supported: write oneway");
  }
  if (!tokens_.Expect('(', "after the name of a function")) return false;
  if (!ParseFields(Place::kArgument, ')', &function, function.arguments)) return false;
  if (tokens_.TakeIf("throws")) {
    if (!tokens_.Expect('(', "after 'throws'")) return false;
    if (!ParseFields(Place::kThrows, ')', nullptr, function.throws)) return false;
  }
  if (!ParseAnnotations(function.annotations)) return false;
  tokens_.TakeSeparator();
  if (function.comment.empty()) function.comment = tokens_.Peek().trailing;
  into.functions.push_back(std::move(function));
  return true;
}

}  // namespace elanus::idl
