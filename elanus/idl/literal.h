// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// String literals. Kitex's tool unescapes only the delimiter and copies the rest into Go code, whose compiler
// reads the other escapes. So the tree holds the text with only the delimiter unescaped, and whoever
// needs the bytes that the author meant asks here.
#pragma once

#include <string>
#include <string_view>

namespace elanus::idl {

// The bytes a literal means: \a \b \f \n \r \t \v \\ \' \" \xhh \ooo (three octal digits) \uhhhh \Uhhhhhhhh
// as Go reads them. What is no such escape is kept as it stands, the backslash included.
std::string LiteralBytes(std::string_view text);

// What stands in the tree for a literal as it is written, with its quotes (at least those two bytes).
std::string LiteralText(std::string_view quoted);

// The text in double quotes, as the IDL takes it: LiteralText(Quoted(text)) is `text`.
std::string Quoted(std::string_view text);

}  // namespace elanus::idl
