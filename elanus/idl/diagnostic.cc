// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/diagnostic.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "elanus/base/strcat.h"

namespace elanus::idl {
namespace {

// What is shown of a line: this much before the column and this much behind it.
constexpr std::size_t kShownBefore = 80;
constexpr std::size_t kShownBehind = 80;

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The bytes of the well-formed UTF-8 character that `text` starts with, or 0. Overlong forms and surrogates
// pass: this is about terminals, not about meaning.
std::size_t CharacterLength(std::string_view text) {
  auto first = static_cast<unsigned char>(text[0]);
  std::size_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (length == 0 || first > 0xF4 || text.size() < length) return 0;
  bool well_formed = std::all_of(text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(length), IsContinuation);
  return well_formed ? length : 0;
}

// The text as it may go to a terminal. `width` becomes the number of columns that it takes; every
// character, wide or not, counts as one.
std::string Printable(std::string_view text, std::string* padding = nullptr) {
  std::string out;
  while (!text.empty()) {
    std::size_t length = CharacterLength(text);
    auto first = static_cast<unsigned char>(text[0]);
    bool control = (first < 0x20 && first != '\t') || first == 0x7F;
    if (length == 0 || control) {
      out.push_back('?');
      length = 1;
    } else {
      out.append(text.substr(0, length));
    }
    if (padding != nullptr) padding->push_back(first == '\t' ? '\t' : ' ');
    text.remove_prefix(length);
  }
  return out;
}

}  // namespace

Diagnostic::Diagnostic(Severity severity, Position position, std::string message)
    : severity(severity), line(position.line), column(position.column), message(std::move(message)) {
  if (position.source == nullptr) return;
  path = position.source->path;
  auto whole = position.source->Line(line);
  // A line of megabytes must not be kept whole; Render shows no more than this of it anyway.
  source_line = whole.substr(0, static_cast<std::size_t>(std::max(column, 1)) + kShownBehind);
}

std::string Diagnostic::Headline() const {
  std::string_view kind = severity == Severity::kError ? ": error: " : ": warning: ";
  if (line < 1) return StrCat(Printable(path), kind, Printable(message));
  return StrCat(Printable(path), ":", line, ":", column, kind, Printable(message));
}

std::string Diagnostic::Render() const {
  std::string out = StrCat(Headline(), "\n");
  if (line < 1) return out;
  std::string_view text = source_line;
  std::size_t at = std::min(static_cast<std::size_t>(column - 1), text.size());
  std::size_t from = at > kShownBefore ? at - kShownBefore : 0;
  while (from < at && IsContinuation(text[from])) ++from;
  std::string padding;
  std::string before = Printable(text.substr(from, at - from), &padding);
  std::string number = StrCat(line);
  if (number.size() < 5) number.insert(0, 5 - number.size(), ' ');
  std::string_view cut = from > 0 ? "..." : "";
  std::string shown = StrCat(number, " | ", cut, before, Printable(text.substr(at)));
  while (shown.ends_with(' ') || shown.ends_with('\t')) shown.pop_back();
  std::string margin(number.size(), ' ');
  return StrCat(out, shown, "\n", margin, " | ", std::string(cut.size(), ' '), padding, "^\n");
}

void Diagnostics::Error(Position position, std::string message) {
  if (errors_++ < max_) list_.emplace_back(Severity::kError, position, std::move(message));
}

void Diagnostics::Warning(Position position, std::string message) {
  if (warnings_++ < max_) list_.emplace_back(Severity::kWarning, position, std::move(message));
}

std::vector<Diagnostic> Diagnostics::Take() && {
  std::map<std::string, std::size_t, std::less<>> files;
  std::multimap<std::tuple<std::size_t, int, int>, Diagnostic> sorted;  // keeps the order of equals
  for (auto& diagnostic : list_) {
    std::size_t file = files.emplace(diagnostic.path, files.size()).first->second;
    std::tuple place(file, diagnostic.line, diagnostic.column);
    sorted.emplace(place, std::move(diagnostic));
  }
  list_.clear();
  for (auto& [place, diagnostic] : sorted) list_.push_back(std::move(diagnostic));
  return std::move(list_);
}

std::string Render(const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const auto& diagnostic : diagnostics) out += diagnostic.Render();
  return out;
}

}  // namespace elanus::idl
