// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The parser's view of the tokens: one of lookahead, and the "expected X, got Y" of every syntax error.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "elanus/idl/diagnostic.h"
#include "elanus/idl/lexer.h"

namespace elanus::idl {

// How many nodes of the tree may still be made, over all files of a program.
class NodeBudget {
 public:
  explicit NodeBudget(std::size_t nodes) : limit_(nodes), left_(nodes) {}
  bool Take() { return left_ > 0 && left_-- > 0; }
  std::size_t limit() const { return limit_; }

 private:
  std::size_t limit_;
  std::size_t left_;
};

// Functions that return bool return false after they reported an error; the parser then gives up the file.
class TokenStream {
 public:
  TokenStream(const Source& source, Diagnostics& diagnostics, NodeBudget& budget)
      : lexer_(source), diagnostics_(diagnostics), budget_(budget), next_(lexer_.Next()) {}

  const Token& Peek() const { return next_; }
  Token Take() { return std::exchange(next_, lexer_.Next()); }
  bool TakeIf(char symbol);
  bool TakeIf(std::string_view word);
  // One ',' or ';' if there is one.
  void TakeSeparator();

  // Takes the symbol; `where` ends the sentence: "expected '{' after the name of a struct, got...".
  bool Expect(char symbol, std::string_view where);
  // Takes a word without dots. `what`: "the name of a struct".
  bool ExpectName(std::string_view what, std::string& name, Position& position);
  // Takes a word that may have dots.
  bool ExpectDotted(std::string_view what, std::string& name, Position& position);
  // Takes a literal: its text with the delimiter unescaped.
  bool ExpectLiteral(std::string_view what, std::string& text);

  // "expected `what`, got ..." at the next token, or what is wrong with that token itself. Always false.
  bool FailExpected(std::string_view what);
  bool Fail(Position position, std::string message);
  // Counts one node that is about to be made.
  bool CountNode();

 private:
  Lexer lexer_;
  Diagnostics& diagnostics_;
  NodeBudget& budget_;
  Token next_;
};

}  // namespace elanus::idl
