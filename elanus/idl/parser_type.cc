// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Types, constant values and annotations.
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "elanus/base/strcat.h"
#include "elanus/idl/number.h"
#include "elanus/idl/parser.h"

namespace elanus::idl {
namespace {

class BaseWord {
 public:
  std::string_view word;
  BaseType type;
};

constexpr std::array<BaseWord, 9> kBaseWords = {{{"bool", BaseType::kBool},
                                                 {"byte", BaseType::kByte},
                                                 {"i8", BaseType::kByte},
                                                 {"i16", BaseType::kI16},
                                                 {"i32", BaseType::kI32},
                                                 {"i64", BaseType::kI64},
                                                 {"double", BaseType::kDouble},
                                                 {"string", BaseType::kString},
                                                 {"binary", BaseType::kBinary}}};

std::optional<BaseType> FindBaseType(std::string_view word) {
  for (const auto& candidate : kBaseWords) {
    if (candidate.word == word) return candidate.type;
  }
  return std::nullopt;
}

bool IsContainerWord(std::string_view word) { return word == "list" || word == "set" || word == "map"; }

}  // namespace

bool IsTypeWord(std::string_view word) {
  return FindBaseType(word).has_value() || IsContainerWord(word) || word == "void";
}

bool Parser::ParseType(Type& type, int depth) {
  if (tokens_.Peek().kind != Token::Kind::kWord) return tokens_.FailExpected("a type");
  return ParseTypeFrom(tokens_.Take(), type, depth);
}

bool Parser::ParseTypeFrom(const Token& word, Type& type, int depth) {
  if (!tokens_.CountNode()) return false;
  type.position = word.position;
  if (depth > limits_.nesting) {
    return tokens_.Fail(word.position, StrCat("types are nested more than ", limits_.nesting, " deep"));
  }
  if (word.text == "void")
    return tokens_.Fail(word.position, "expected a type, got 'void': only a function returns it");
  if (IsContainerWord(word.text)) {
    if (!ParseContainer(word, type, depth)) return false;
  } else if (auto base = FindBaseType(word.text)) {
    type.kind = Type::Kind::kBase;
    type.base = *base;
  } else if (word.text == "stream" && tokens_.Peek().Is('<')) {
    return tokens_.Fail(word.position, "stream<T> can only be an argument of a function or what it returns");
  } else {
    type.kind = Type::Kind::kNamed;
    type.name = word.text;
  }
  return ParseAnnotations(type.annotations);
}

bool Parser::ParseContainer(const Token& word, Type& type, int depth) {
  type.kind = word.text == "map" ? Type::Kind::kMap : word.text == "set" ? Type::Kind::kSet : Type::Kind::kList;
  if (!ParseCppType(type) || !tokens_.Expect('<', StrCat("after '", word.text, "'"))) return false;
  if (type.kind == Type::Kind::kMap) {
    type.key = std::make_unique<Type>();
    if (!ParseType(*type.key, depth + 1) || !tokens_.Expect(',', "after the key type of a map")) return false;
  }
  type.element = std::make_unique<Type>();
  if (!ParseType(*type.element, depth + 1)) return false;
  if (!tokens_.Expect('>', StrCat("at the end of the ", word.text, " type"))) return false;
  return type.kind != Type::Kind::kList || ParseCppType(type);
}

// Before the '<' of every container; the grammar has it behind the '>' of lists only, so both are taken there.
bool Parser::ParseCppType(Type& type) {
  if (!tokens_.TakeIf("cpp_type")) return true;
  std::string text;
  if (!tokens_.ExpectLiteral("a string with the C++ type after 'cpp_type'", text)) return false;
  type.cpp_type = std::move(text);
  return true;
}

bool Parser::ParseStreamOf(Type& type) {
  return tokens_.Expect('<', "after 'stream'") && ParseType(type, 1) &&
         tokens_.Expect('>', "at the end of the stream type");
}

bool Parser::ParseValue(ConstValue& value, int depth) {
  if (!tokens_.CountNode()) return false;
  const Token& token = tokens_.Peek();
  value.position = token.position;
  if (depth > limits_.nesting) {
    return tokens_.Fail(token.position, StrCat("values are nested more than ", limits_.nesting, " deep"));
  }
  if (token.Is('[')) return ParseListValue(value, depth);
  if (token.Is('{')) return ParseMapValue(value, depth);
  switch (token.kind) {
    case Token::Kind::kInt:
    case Token::Kind::kDouble: return ParseNumber(value);
    case Token::Kind::kLiteral: value.kind = ConstValue::Kind::kString; return tokens_.ExpectLiteral("", value.text);
    case Token::Kind::kWord:
      value.kind = ConstValue::Kind::kIdentifier;
      value.text = tokens_.Take().text;
      return true;
    default: return tokens_.FailExpected("a value");
  }
}

bool Parser::ParseListValue(ConstValue& value, int depth) {
  value.kind = ConstValue::Kind::kList;
  tokens_.Take();
  while (!tokens_.TakeIf(']')) {
    if (tokens_.Peek().kind == Token::Kind::kEnd) return tokens_.FailExpected("a value or ']'");
    if (!ParseValue(value.list.emplace_back(), depth + 1)) return false;
    tokens_.TakeSeparator();
  }
  return true;
}

bool Parser::ParseMapValue(ConstValue& value, int depth) {
  value.kind = ConstValue::Kind::kMap;
  tokens_.Take();
  while (!tokens_.TakeIf('}')) {
    if (tokens_.Peek().kind == Token::Kind::kEnd) return tokens_.FailExpected("a key or '}'");
    auto& [key, mapped] = value.entries.emplace_back();
    if (!ParseValue(key, depth + 1) || !tokens_.Expect(':', "after a key") || !ParseValue(mapped, depth + 1)) {
      return false;
    }
    tokens_.TakeSeparator();
  }
  return true;
}

bool Parser::ParseNumber(ConstValue& value) {
  Token token = tokens_.Take();
  if (token.kind == Token::Kind::kInt) {
    auto number = ParseInt(token.text);
    if (!number) return tokens_.Fail(token.position, number.status().message());
    value.kind = ConstValue::Kind::kInt;
    value.integer = *number;
    return true;
  }
  auto number = ParseDouble(token.text);
  if (!number) return tokens_.Fail(token.position, number.status().message());
  value.kind = ConstValue::Kind::kDouble;
  value.number = *number;
  return true;
}

bool Parser::ParseAnnotations(Annotations& annotations) {
  if (!tokens_.TakeIf('(')) return true;
  while (!tokens_.TakeIf(')')) {
    if (!tokens_.CountNode()) return false;
    Annotation annotation;
    if (!tokens_.ExpectDotted("the name of an annotation or ')'", annotation.name, annotation.position)) return false;
    if (tokens_.TakeIf('=')) {
      annotation.has_value = true;
      if (!tokens_.ExpectLiteral("a string as the value of an annotation", annotation.value)) return false;
    }
    annotations.push_back(std::move(annotation));
    tokens_.TakeSeparator();
  }
  return true;
}

}  // namespace elanus::idl
