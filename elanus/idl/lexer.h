// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Cuts an IDL text into tokens. Words are all of one kind: Thrift has no reserved words, only the parser knows
// what a word means where it stands. Comments ride on the token behind them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "elanus/idl/source.h"

namespace elanus::idl {

class Token {
 public:
  enum class Kind : std::uint8_t { kEnd, kWord, kInt, kDouble, kLiteral, kSymbol, kError };

  Token() = default;
  bool Is(char symbol) const { return kind == Kind::kSymbol && text.front() == symbol; }
  bool Is(std::string_view word) const { return kind == Kind::kWord && text == word; }
  // "'foo'", "the end of the file": for "expected X, got Y".
  std::string Describe() const;

  Kind kind = Kind::kEnd;
  std::string_view text;  // as it stands in the source, literals with their quotes
  Position position;
  std::string error;  // kError: what is wrong at the position
  // The comment directly above, and the comment behind the token before it on that token's line (comment.h).
  std::string comment;
  std::string trailing;
};

// Always ends: after kEnd or kError comes the same token again.
class Lexer {
 public:
  explicit Lexer(const Source& source);
  Token Next();

 private:
  void SkipSpaceAndComments(Token& token);
  // False when a comment is not closed.
  bool SkipBlockComment();
  void SkipLineComment();
  void LexWord(Token& token);
  void LexNumber(Token& token);
  void LexLiteral(Token& token);
  void LexSymbol(Token& token);
  void Advance(std::size_t count);
  char At(std::size_t offset) const { return at_ + offset < text_.size() ? text_[at_ + offset] : '\0'; }
  Position Here() const { return Position(&source_, line_, static_cast<int>(at_ - line_start_) + 1); }

  const Source& source_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  int line_ = 1;
  int last_line_ = 0;  // on which the last token ended
};

}  // namespace elanus::idl
