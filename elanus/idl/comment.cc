// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/comment.h"

#include <cstddef>
#include <vector>

namespace elanus::idl {
namespace {

constexpr std::string_view kBlank = " \t\v\f";

std::vector<std::string_view> SplitLines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (true) {
    auto end = text.find_first_of("\r\n");
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return lines;
    bool pair = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
    text.remove_prefix(end + (pair ? 2 : 1));
  }
}

void StripOneSpace(std::string_view& line) {
  if (line.starts_with(' ')) line.remove_prefix(1);
}

void StripEnd(std::string_view& line) {
  auto last = line.find_last_not_of(kBlank);
  line = line.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

// What stands between the comment signs, doc marks ("///", "/**", "//!") among the signs.
std::string_view Inner(std::string_view comment) {
  if (comment.starts_with("/*")) {
    comment.remove_prefix(2);
    if (comment.ends_with("*/")) comment.remove_suffix(2);
    while (comment.starts_with('*') || comment.starts_with('!')) comment.remove_prefix(1);
    return comment;
  }
  comment.remove_prefix(comment.starts_with("//") ? 2 : 1);
  if (comment.starts_with('/') || comment.starts_with('!')) comment.remove_prefix(1);
  return comment;
}

}  // namespace

std::string CommentText(std::string_view comment) {
  auto lines = SplitLines(Inner(comment));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto& line = lines[i];
    if (i > 0) {
      auto first = line.find_first_not_of(kBlank);
      line.remove_prefix(first == std::string_view::npos ? line.size() : first);
      if (line.starts_with('*')) line.remove_prefix(1);
    }
    StripOneSpace(line);
    StripEnd(line);
  }
  std::size_t from = 0;
  std::size_t to = lines.size();
  while (from < to && lines[from].empty()) ++from;
  while (to > from && lines[to - 1].empty()) --to;
  std::string out;
  for (std::size_t i = from; i < to; ++i) {
    if (i > from) out.push_back('\n');
    out.append(lines[i]);
  }
  return out;
}

}  // namespace elanus::idl
