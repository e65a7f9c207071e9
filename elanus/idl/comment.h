// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Comments, kept so that the generator can carry them into what it writes.
#pragma once

#include <string>
#include <string_view>

namespace elanus::idl {

// What a comment says: without "//", "#", "/*", "*/", without the stars at the start of the lines of a block,
// without one space behind those, without space at line ends and empty lines at both ends. Lines end in '\n'
// except the last.
std::string CommentText(std::string_view comment);

}  // namespace elanus::idl
