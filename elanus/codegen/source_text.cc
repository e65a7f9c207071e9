// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/codegen/source_text.h"

#include <algorithm>

namespace elanus::codegen {

namespace {

bool InWord(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

std::size_t SkipBlanks(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r')) ++at;
  return at;
}

// The next place of a word on its own, or npos.
std::size_t FindWord(std::string_view text, std::string_view word, std::size_t from) {
  for (std::size_t at = from; (at = text.find(word, at)) != std::string_view::npos; ++at) {
    const bool begins = at == 0 || !InWord(text[at - 1]);
    const std::size_t end = at + word.size();
    if (begins && (end == text.size() || !InWord(text[end]))) return at;
  }
  return std::string_view::npos;
}

// Behind the literal that begins at `at` with a quote.
std::size_t EndOfLiteral(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const bool raw = quote == '"' && at > 0 && text[at - 1] == 'R';
  if (raw) {
    const std::size_t open = std::min(text.find('(', at), text.size());
    const std::string close = ")" + std::string(text.substr(at + 1, open - at - 1)) + "\"";
    const std::size_t end = text.find(close, open);
    return end == std::string_view::npos ? text.size() : end + close.size();
  }
  for (++at; at < text.size() && text[at] != quote && text[at] != '\n'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return std::min(at + 1, text.size());
}

}  // namespace

std::string WithoutComments(std::string_view text) {
  std::string out(text);
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    if (text.substr(at, 2) == "//") {
      end = std::min(text.find('\n', at), text.size());
    } else if (text.substr(at, 2) == "/*") {
      end = text.find("*/", at + 2);
      end = end == std::string_view::npos ? text.size() : end + 2;
    } else if (text[at] == '"' || (text[at] == '\'' && (at == 0 || !InWord(text[at - 1])))) {
      end = EndOfLiteral(text, at);
    }
    if (end == at) {
      ++at;
      continue;
    }
    for (; at < end; ++at) {
      if (out[at] != '\n') out[at] = ' ';
    }
  }
  return out;
}

std::optional<ClassBody> FindClass(std::string_view text, std::string_view name) {
  for (std::size_t at = 0; (at = FindWord(text, name, at)) != std::string_view::npos; ++at) {
    std::size_t before = at;
    while (before > 0 && SkipBlanks(text, before - 1) == at) --before;
    const std::string_view head = text.substr(0, before);
    if (!head.ends_with("class") && !head.ends_with("struct")) continue;
    const std::size_t stop = text.find_first_of("{;", at);
    if (stop == std::string_view::npos || text[stop] == ';') continue;
    int depth = 0;
    for (std::size_t i = stop; i < text.size(); ++i) {
      if (text[i] == '{') ++depth;
      if (text[i] == '}' && --depth == 0) return ClassBody{stop + 1, i};
    }
  }
  return std::nullopt;
}

bool HasFunction(std::string_view text, std::string_view name) {
  for (std::size_t at = 0; (at = FindWord(text, name, at)) != std::string_view::npos; ++at) {
    const std::size_t next = SkipBlanks(text, at + name.size());
    if (next < text.size() && text[next] == '(') return true;
  }
  return false;
}

}  // namespace elanus::codegen
