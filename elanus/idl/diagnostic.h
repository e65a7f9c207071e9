// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What the front end has to say to the author of an IDL file, and how it is shown:
//
//   user.thrift:4:8: error: field id 1 is used twice in struct User
//      4 |     1: string name
//        |     ^
#pragma once

#include <string>
#include <vector>

#include "elanus/idl/source.h"

namespace elanus::idl {

enum class Severity { kError, kWarning };

// A value: it outlives the program it speaks of.
class Diagnostic {
 public:
  Diagnostic(Severity severity, Position position, std::string message);

  // "path:line:column: error: message", without the source line. Only "path: error: message" when the
  // fault has no line (a main file that cannot be read).
  std::string Headline() const;
  // The headline, the source line and a caret under the column; ends with a newline. Tabs stay tabs; a
  // long line is shortened around the column; bytes that are no printable ASCII or UTF-8 are shown as '?'.
  std::string Render() const;

  Severity severity = Severity::kError;
  std::string path;
  int line = 0;
  int column = 0;
  std::string message;
  // The line the position is in.
  std::string source_line;
};

// Gathers diagnostics; keeps at most `max_errors` errors and as many warnings and counts the rest.
class Diagnostics {
 public:
  explicit Diagnostics(std::size_t max_errors = 20) : max_(max_errors) {}

  void Error(Position position, std::string message);
  void Warning(Position position, std::string message);

  bool has_errors() const { return errors_ > 0; }
  // All errors and warnings that were reported, kept or not.
  std::size_t errors() const { return errors_; }
  std::size_t warnings() const { return warnings_; }
  const std::vector<Diagnostic>& list() const { return list_; }
  // Sorted by place; files in the order in which they were first spoken of.
  std::vector<Diagnostic> Take() &&;

 private:
  std::size_t max_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
  std::vector<Diagnostic> list_;
};

// All of them, rendered one after the other.
std::string Render(const std::vector<Diagnostic>& diagnostics);

}  // namespace elanus::idl
