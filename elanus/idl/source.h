// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The text of one IDL file and a place in it. Every node of the tree has a Position, so that whoever
// finds a fault later, the generator included, can show the line (diagnostic.h).
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace elanus::idl {

class Source {
 public:
  Source(std::string path, std::string text) : path(std::move(path)), text(std::move(text)) {}

  // Line `line`, counted from 1, without its end; empty when there is none. Walks the text.
  std::string_view Line(int line) const;

  // The path as it is shown to people and as the reader was asked for it.
  const std::string path;
  const std::string text;
};

// Lines and columns count from 1, columns in bytes. The source belongs to the Program.
class Position {
 public:
  Position() = default;
  Position(const Source* source, int line, int column) : source(source), line(line), column(column) {}
  const Source* source = nullptr;
  int line = 0;
  int column = 0;
};

}  // namespace elanus::idl
