// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Recursive descent over one file (spec: kitex-features.md 27.1). Knows the grammar only: names are resolved and
// meaning is checked when all files are there. Words are keywords only where the grammar asks for one, so that
// a field may be called `list` or `service`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "elanus/idl/ast.h"
#include "elanus/idl/diagnostic.h"
#include "elanus/idl/limits.h"
#include "elanus/idl/token_stream.h"

namespace elanus::idl {

// Used once. Functions that return bool return false after they reported the file's first syntax error.
class Parser {
 public:
  Parser(const Source& source, const ParseLimits& limits, NodeBudget& budget, Diagnostics& diagnostics, File& file)
      : limits_(limits), file_(file), tokens_(source, diagnostics, budget) {}

  bool ParseFile();

 private:
  // Whether a field is an argument: only there may `stream<T>` stand, and only then without a name.
  enum class Place { kStruct, kArgument, kThrows };

  // parser.cc: headers and declarations.
  bool ParseHeader();
  bool ParseInclude();
  bool ParseNamespace();
  bool ParseDeclaration();
  bool ParseConstant(std::string comment);
  bool ParseTypedef(std::string comment);
  bool ParseEnum(std::string comment);
  bool ParseEnumValue(Enum& into);
  bool ParseStruct(Struct::Form form, std::string comment);
  bool ParseService(std::string comment);
  // What ends each declaration: annotations and a separator.
  bool ParseEnd(Declaration& declaration);
  void Adopt(Declaration& declaration);

  // parser_member.cc: fields and functions.
  bool ParseFields(Place place, char close, Function* function, std::vector<Field>& into);
  bool ParseField(Place place, Function* function, std::vector<Field>& into);
  bool ParseFieldId(const std::vector<Field>& before, Field& field);
  bool ParseFieldType(Place place, Function* function, Field& field);
  bool ParseFunction(Service& into);
  bool ParseReturnType(Function& function);

  // parser_type.cc: types, values, annotations.
  bool ParseType(Type& type, int depth);
  bool ParseTypeFrom(const Token& word, Type& type, int depth);
  bool ParseContainer(const Token& word, Type& type, int depth);
  bool ParseCppType(Type& type);
  // T in `stream<T>`, behind the word.
  bool ParseStreamOf(Type& type);
  bool ParseValue(ConstValue& value, int depth);
  bool ParseListValue(ConstValue& value, int depth);
  bool ParseMapValue(ConstValue& value, int depth);
  bool ParseNumber(ConstValue& value);
  bool ParseAnnotations(Annotations& annotations);

  const ParseLimits& limits_;
  File& file_;
  TokenStream tokens_;
};

// Whether no declaration may take this name, because types are read first: "i32", "list", "void"...
bool IsTypeWord(std::string_view word);

}  // namespace elanus::idl
