// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Puts C++ text together: lines with their indentation, and lists that are broken where clang-format would.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "elanus/base/strcat.h"

namespace elanus::codegen {

class Code {
 public:
  static constexpr std::size_t kColumns = 120;

  // One line at the present depth; an empty one stays empty.
  template <class... Parts>
  void Line(const Parts&... parts) {
    Put(StrCat(parts...), depth_);
  }
  // One line at half the depth's step: access labels.
  void Label(std::string_view label) { Put(StrCat(" ", label), depth_ - 1); }
  // One blank line; never two, and none at the beginning of a block.
  void Blank();
  // A line, and what follows is one step deeper.
  template <class... Parts>
  void Open(const Parts&... parts) {
    Line(parts...);
    ++depth_;
    at_begin_ = true;
  }
  // One step back, and a line.
  template <class... Parts>
  void Close(const Parts&... parts) {
    --depth_;
    blank_ = false;
    Line(parts...);
  }
  // A step, without a line: for what is indented twice, and its end.
  void In() { ++depth_; }
  void Out() { --depth_; }
  // A function whose body is one statement: on one line when that fits.
  void Function(const std::string& head, const std::string& statement);
  // `before(a, b, c)after`, where `before` ends with its bracket, in as few lines as fit: parts that do not fit are
  // aligned with the first one.
  void Wrapped(const std::string& before, const std::vector<std::string>& parts, std::string_view after);
  // Wrapped, when what `after` opens is a block.
  void OpenWrapped(const std::string& before, const std::vector<std::string>& parts, std::string_view after) {
    Wrapped(before, parts, after);
    ++depth_;
    at_begin_ = true;
  }
  // Text of another Code, as it is.
  void Text(std::string_view text);
  // "left = right;", broken behind the sign when it is too long.
  void Assign(const std::string& left, const std::string& right);
  // "left = call(parts);" in the same way; `call` ends with its bracket.
  void AssignCall(const std::string& left, const std::string& call, const std::vector<std::string>& parts);
  // "// " before each line of the text; nothing for an empty text.
  void Comment(std::string_view text);

  bool Fits(std::size_t columns) const { return depth_ * 2 + columns <= kColumns; }
  const std::string& text() const { return text_; }

 private:
  void Put(std::string_view line, std::size_t depth);

  std::string text_;
  std::size_t depth_ = 0;
  bool blank_ = false;    // a blank line is owed
  bool at_begin_ = true;  // nothing was written in this block
};

// "a, b, c".
std::string Join(const std::vector<std::string>& parts, std::string_view between = ", ");

}  // namespace elanus::codegen
