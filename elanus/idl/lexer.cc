// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/lexer.h"

#include <algorithm>
#include <utility>

#include "elanus/base/strcat.h"
#include "elanus/idl/comment.h"

namespace elanus::idl {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kSymbols = "{}()[]<>=:,;*&";
constexpr std::size_t kShownOfToken = 40;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f'; }

// "'$'", or "byte 0xff" for what no terminal should be sent.
std::string DescribeByte(char c) {
  auto byte = static_cast<unsigned char>(c);
  if (byte >= 0x20 && byte < 0x7F) return StrCat("'", c, "'");
  constexpr std::string_view kHex = "0123456789abcdef";
  return StrCat("byte 0x", kHex[byte >> 4], kHex[byte & 15]);
}

// Joins comments on lines of their own, as long as no blank line is between them.
class CommentRun {
 public:
  void Add(int first_line, int last_line, const std::string& text) {
    if (first_line > last_line_ + 1) run_.clear();
    if (!run_.empty()) run_.push_back('\n');
    run_ += text;
    last_line_ = last_line;
  }
  // The comment of a token in `line`: none when a blank line is between.
  std::string For(int line) && {
    if (line > last_line_ + 1) return "";
    while (run_.ends_with('\n')) run_.pop_back();
    return std::move(run_);
  }

 private:
  std::string run_;
  int last_line_ = 0;
};

}  // namespace

std::string Token::Describe() const {
  if (kind == Kind::kEnd) return "the end of the file";
  if (kind == Kind::kError) return error;
  std::string_view cut = text.size() > kShownOfToken ? "..." : "";
  std::string_view shown = text.substr(0, kShownOfToken);
  return kind == Kind::kLiteral ? StrCat(shown, cut) : StrCat("'", shown, cut, "'");
}

Lexer::Lexer(const Source& source) : source_(source), text_(source.text) {
  if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
}

void Lexer::Advance(std::size_t count) {
  for (; count > 0 && at_ < text_.size(); --count) {
    if (text_[at_++] != '\n') continue;
    ++line_;
    line_start_ = at_;
  }
}

void Lexer::SkipLineComment() {
  auto end = text_.find_first_of("\r\n", at_);
  Advance((end == std::string_view::npos ? text_.size() : end) - at_);
}

bool Lexer::SkipBlockComment() {
  auto end = text_.find("*/", at_ + 2);
  if (end == std::string_view::npos) return false;
  Advance(end + 2 - at_);
  return true;
}

void Lexer::SkipSpaceAndComments(Token& token) {
  CommentRun run;
  while (true) {
    while (IsSpace(At(0))) Advance(1);
    Position start = Here();
    std::size_t from = at_;
    if (At(0) == '#' || (At(0) == '/' && At(1) == '/')) {
      SkipLineComment();
    } else if (At(0) == '/' && At(1) == '*') {
      if (!SkipBlockComment()) {
        token.kind = Token::Kind::kError;
        token.error = "the comment is not closed: expected '*/' before the end of the file";
        return;
      }
    } else {
      break;
    }
    std::string text = CommentText(text_.substr(from, at_ - from));
    if (start.line == last_line_) {
      if (token.trailing.empty()) token.trailing = std::move(text);
    } else {
      run.Add(start.line, line_, text);
    }
  }
  token.comment = std::move(run).For(line_);
}

void Lexer::LexWord(Token& token) {
  std::size_t length = 1;
  while (IsLetter(At(length)) || IsDigit(At(length)) || At(length) == '.') ++length;
  token.text = text_.substr(at_, length);
  token.kind = Token::Kind::kWord;
  if (token.text.ends_with('.') || token.text.find("..") != std::string_view::npos) {
    token.kind = Token::Kind::kError;
    token.error = StrCat("'", token.text.substr(0, kShownOfToken), "' is not a name: a part of it is empty");
  }
}

void Lexer::LexNumber(Token& token) {
  std::size_t length = At(0) == '+' || At(0) == '-' ? 1 : 0;
  bool prefixed = At(length) == '0' && (At(length + 1) == 'x' || At(length + 1) == 'o');
  auto digits = [&] {
    std::size_t from = length;
    while (IsDigit(At(length))) ++length;
    return length > from;
  };
  token.kind = Token::Kind::kInt;
  if (prefixed) {
    length += 2;
  } else {
    bool well_formed = digits();
    if (At(length) == '.') {
      token.kind = Token::Kind::kDouble;
      ++length;
      well_formed = digits();
    }
    if (well_formed && (At(length) == 'e' || At(length) == 'E')) {
      token.kind = Token::Kind::kDouble;
      ++length;
      if (At(length) == '+' || At(length) == '-') ++length;
      well_formed = digits();
    }
    if (!well_formed) token.kind = Token::Kind::kError;
  }
  // What sticks to a number belongs to it: "12ab" is one bad number, not a number and a word.
  std::size_t clean = length;
  while (IsLetter(At(length)) || IsDigit(At(length)) || At(length) == '.') ++length;
  token.text = text_.substr(at_, length);
  if (length > clean && !prefixed) token.kind = Token::Kind::kError;
  if (token.kind == Token::Kind::kError) {
    token.error = StrCat("'", token.text.substr(0, kShownOfToken), "' is not a number");
  }
}

void Lexer::LexLiteral(Token& token) {
  char delimiter = At(0);
  std::size_t length = 1;
  while (at_ + length < text_.size() && At(length) != delimiter) {
    // As Kitex's tool reads it: strings may have several lines; a backslash before any quote takes that quote with it,
    // nothing else.
    bool pair = At(length) == '\\' && (At(length + 1) == '"' || At(length + 1) == '\'');
    length += pair ? 2 : 1;
  }
  token.kind = Token::Kind::kLiteral;
  if (At(length) != delimiter || at_ + length >= text_.size()) {
    token.kind = Token::Kind::kError;
    token.error = StrCat("the string is not closed: expected ", delimiter, " before the end of the file");
    length = std::min(length, text_.size() - at_);
  } else {
    ++length;
  }
  token.text = text_.substr(at_, length);
}

void Lexer::LexSymbol(Token& token) {
  token.text = text_.substr(at_, 1);
  token.kind = Token::Kind::kSymbol;
  if (kSymbols.find(token.text) != std::string_view::npos) return;
  token.kind = Token::Kind::kError;
  token.error = StrCat("unexpected ", DescribeByte(token.text.front()));
}

Token Lexer::Next() {
  Token token;
  SkipSpaceAndComments(token);
  token.position = Here();
  if (token.kind == Token::Kind::kError || at_ >= text_.size()) return token;
  char c = At(0);
  if (IsLetter(c)) {
    LexWord(token);
  } else if (IsDigit(c) || c == '+' || c == '-' || c == '.') {
    LexNumber(token);
  } else if (c == '"' || c == '\'') {
    LexLiteral(token);
  } else {
    LexSymbol(token);
  }
  // An error stays where it is, so that it comes again.
  if (token.kind == Token::Kind::kError) return token;
  Advance(token.text.size());
  last_line_ = line_;
  return token;
}

}  // namespace elanus::idl
