// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/codegen/code.h"

#include <algorithm>

namespace elanus::codegen {

void Code::Put(std::string_view line, std::size_t depth) {
  if (blank_ && !at_begin_) text_.push_back('\n');
  blank_ = false;
  at_begin_ = false;
  if (!line.empty()) text_.append(depth * 2, ' ').append(line);
  text_.push_back('\n');
}

void Code::Blank() { blank_ = true; }

// Whether each part fits into a line of its own behind `margin` columns.
static bool PartsFit(const Code& code, std::size_t margin, const std::vector<std::string>& parts,
                     std::string_view after) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t end = i + 1 == parts.size() ? after.size() : 1;
    if (!code.Fits(margin + parts[i].size() + end)) return false;
  }
  return true;
}

void Code::Wrapped(const std::string& before, const std::vector<std::string>& parts, std::string_view after) {
  const std::string one = StrCat(before, Join(parts), after);
  if (parts.empty() || Fits(one.size())) return Line(one);
  // Aligned with the bracket when that leaves room, else four columns in.
  const bool aligned = PartsFit(*this, before.size(), parts, after);
  const std::string margin(aligned ? before.size() : 4, ' ');
  std::string line = aligned ? before : margin;
  if (!aligned) Line(before);
  bool fresh = true;  // nothing stands in this line yet
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string text = StrCat(parts[i], i + 1 == parts.size() ? after : std::string_view(","));
    if (!fresh && !Fits(line.size() + 1 + text.size())) {
      Line(line);
      line = margin;
      fresh = true;
    }
    line = StrCat(line, fresh ? "" : " ", text);
    fresh = false;
  }
  Line(line);
}

void Code::Function(const std::string& head, const std::string& statement) {
  const std::string line = StrCat(head, " { ", statement, " }");
  if (Fits(line.size())) return Line(line);
  Open(head, " {");
  Line(statement);
  Close("}");
}

void Code::Text(std::string_view text) {
  if (text.empty()) return;
  if (blank_ && !at_begin_) text_.push_back('\n');
  blank_ = false;
  at_begin_ = false;
  text_.append(text);
}

void Code::Assign(const std::string& left, const std::string& right) {
  if (Fits(left.size() + 3 + right.size() + 1)) return Line(left, " = ", right, ";");
  Line(left, " =");
  Line("    ", right, ";");
}

void Code::AssignCall(const std::string& left, const std::string& call, const std::vector<std::string>& parts) {
  const std::string right = StrCat(call, Join(parts), ")");
  if (Fits(4 + right.size() + 1)) return Assign(left, right);
  const std::string before = StrCat(left, " = ", call);
  if (PartsFit(*this, before.size(), parts, ");")) return Wrapped(before, parts, ");");
  Line(left, " =");
  Wrapped("    " + call, parts, ");");
}

// A trigraph in a comment is a warning, and `??/` at its end, where trigraphs mean something, a backslash.
static std::string WithoutTrigraphs(std::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    out.push_back(line[i]);
    if (line[i] == '?' && line.substr(i + 1, 1) == "?") out.push_back(' ');
  }
  return out;
}

void Code::Comment(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    while (!line.empty() && std::string_view(" \t\r\f\v").find(line.back()) != std::string_view::npos) {
      line.remove_suffix(1);
    }
    // A backslash at the end would make the next line a comment too.
    const bool continues = !line.empty() && line.back() == '\\';
    Line(line.empty() ? "//" : "// ", WithoutTrigraphs(line), continues ? " ." : "");
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
}

std::string Join(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out.append(between);
    out.append(part);
  }
  return out;
}

}  // namespace elanus::codegen
