// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Just enough of C++ to find a class and the names in it, in a file that a person has edited.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace elanus::codegen {

// The same text, as long as before, with comments and literals made blank.
std::string WithoutComments(std::string_view text);

// Where the body of a class lies: between its braces.
class ClassBody {
 public:
  std::size_t begin;
  std::size_t end;  // of the closing brace
};

// Finds `class name ... {` or `struct name ... {` in a text without comments.
std::optional<ClassBody> FindClass(std::string_view text, std::string_view name);

// Whether `name` is declared or called there: the word, and a bracket behind it. Text without comments.
bool HasFunction(std::string_view text, std::string_view name);

}  // namespace elanus::codegen
