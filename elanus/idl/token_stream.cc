// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/token_stream.h"

#include "elanus/base/strcat.h"
#include "elanus/idl/literal.h"

namespace elanus::idl {

bool TokenStream::TakeIf(char symbol) {
  if (!next_.Is(symbol)) return false;
  Take();
  return true;
}

bool TokenStream::TakeIf(std::string_view word) {
  if (!next_.Is(word)) return false;
  Take();
  return true;
}

void TokenStream::TakeSeparator() {
  if (next_.Is(',') || next_.Is(';')) Take();
}

bool TokenStream::Expect(char symbol, std::string_view where) {
  if (TakeIf(symbol)) return true;
  return FailExpected(StrCat("'", symbol, "' ", where));
}

bool TokenStream::ExpectName(std::string_view what, std::string& name, Position& position) {
  if (next_.kind == Token::Kind::kWord && next_.text.find('.') != std::string_view::npos) {
    return Fail(next_.position, StrCat("expected ", what, ", which has no dots, got ", next_.Describe()));
  }
  return ExpectDotted(what, name, position);
}

bool TokenStream::ExpectDotted(std::string_view what, std::string& name, Position& position) {
  if (next_.kind != Token::Kind::kWord) return FailExpected(what);
  Token token = Take();
  name = token.text;
  position = token.position;
  return true;
}

bool TokenStream::ExpectLiteral(std::string_view what, std::string& text) {
  if (next_.kind != Token::Kind::kLiteral) return FailExpected(what);
  text = LiteralText(Take().text);
  return true;
}

bool TokenStream::FailExpected(std::string_view what) {
  if (next_.kind == Token::Kind::kError) return Fail(next_.position, next_.error);
  return Fail(next_.position, StrCat("expected ", what, ", got ", next_.Describe()));
}

bool TokenStream::Fail(Position position, std::string message) {
  diagnostics_.Error(position, std::move(message));
  return false;
}

bool TokenStream::CountNode() {
  if (budget_.Take()) return true;
  return Fail(next_.position, StrCat("the program is too large: more than ", budget_.limit(),
                                     " types, values, fields and declarations"));
}

}  // namespace elanus::idl
