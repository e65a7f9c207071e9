// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The tree of a Thrift program, as parse.h makes it and the generator reads it. Nodes are plain public
// fields that are filled by the parser, completed by the checks ("set by the checks") and constant from
// then on: a finished Program may be read on any thread. Every pointer to a node points into the same Program.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "elanus/idl/source.h"
#include "elanus/idl/type.h"
#include "elanus/idl/value.h"

namespace elanus::idl {

class File;
class Service;

// What all declarations share. Comments are those directly above (or, for fields and enum values, behind on
// the same line): their text without comment signs, lines joined by '\n', empty when there is none.
class Declaration {
 public:
  enum class Kind : std::uint8_t { kTypedef, kConstant, kEnum, kStruct, kService };

  Declaration(const Declaration&) = delete;
  Declaration& operator=(const Declaration&) = delete;
  virtual ~Declaration() = default;

  const Kind kind;
  std::string name;
  const File* file = nullptr;  // the file that declares it
  std::string comment;
  Annotations annotations;
  Position position;  // of the name

 protected:
  explicit Declaration(Kind kind) : kind(kind) {}
};

class Typedef : public Declaration {
 public:
  Typedef() : Declaration(Kind::kTypedef) {}
  Type type;
};

class Constant : public Declaration {
 public:
  Constant() : Declaration(Kind::kConstant) {}
  Type type;
  ConstValue value;
};

class EnumValue {
 public:
  EnumValue() = default;
  std::string name;
  std::int32_t value = 0;
  std::string comment;
  Annotations annotations;
  Position position;
};

class Enum : public Declaration {
 public:
  Enum() : Declaration(Kind::kEnum) {}
  // Null when there is none.
  const EnumValue* Find(std::string_view name) const;
  const EnumValue* Find(std::int64_t value) const;

  std::vector<EnumValue> values;
};

enum class Requiredness : std::uint8_t { kDefault, kRequired, kOptional };

// A field of a struct, an argument of a function or a member of its throws list.
class Field {
 public:
  Field() = default;

  std::int16_t id = 0;  // given, or one more than the field before, starting at 1
  Requiredness requiredness = Requiredness::kDefault;
  Type type;
  std::string name;
  std::optional<ConstValue> default_value;
  std::string comment;
  Annotations annotations;
  Position position;     // of the name
  Position id_position;  // of the id, or of the field's first word when it has none

  // Set by the checks: the field holds its own struct again, directly or through other structs (not through
  // containers), and is not `required`: it must be held by a Box and counts as optional, whatever it says.
  bool boxed = false;
};

class Struct : public Declaration {
 public:
  enum class Form : std::uint8_t { kStruct, kUnion, kException };

  Struct() : Declaration(Kind::kStruct) {}
  // Null when there is none.
  const Field* Find(std::string_view name) const;

  Form form = Form::kStruct;
  std::vector<Field> fields;  // in source order

  // Set by the checks: somewhere in this program it is, or is part of, a map's key or a set's element, so
  // that it needs operator<.
  bool ordered = false;
  // Set by the checks: it can hold itself again, by whatever way (Box or container).
  bool recursive = false;
};
// "struct", "union" or "exception".
std::string_view FormName(Struct::Form form);

// How a function streams: by `stream<T>` or by the annotation streaming.mode. kUnary is the annotation's
// "unary": one message each way over a streaming transport.
enum class Streaming : std::uint8_t { kNone, kUnary, kClient, kServer, kBidirectional };

class Function {
 public:
  Function() = default;

  // The types of the items for a function that streams: of its only argument, and of what it returns (null
  // when it returns void).
  const Type* request_item() const { return arguments.empty() ? nullptr : &arguments.front().type; }
  const Type* response_item() const { return return_type ? &*return_type : nullptr; }

  std::string name;
  std::optional<Type> return_type;  // none: void; of `stream<T>` the T
  bool oneway = false;
  std::vector<Field> arguments;  // of `stream<T>` the T; without a name it is called "req"
  std::vector<Field> throws;     // types are exceptions
  // Set by the checks.
  Streaming streaming = Streaming::kNone;
  // Where `stream<T>` was written; the printer needs to know. Use `streaming`.
  bool return_is_stream = false;
  bool argument_is_stream = false;
  std::string comment;
  Annotations annotations;
  Position position;  // of the name
};

class Service : public Declaration {
 public:
  Service() : Declaration(Kind::kService) {}

  std::string base_name;  // as written behind `extends`, perhaps "base.Service"; empty: none
  Position base_position;
  const Service* base = nullptr;    // set by the checks
  std::vector<Function> functions;  // without those of the base
};

class Namespace {
 public:
  Namespace() = default;
  std::string language;  // "go", "cpp", "*"...
  std::string name;      // dotted
  Annotations annotations;
  Position position;
};

class Include {
 public:
  Include() = default;
  std::string path;  // as written
  std::string name;  // what prefixes its names: the last part of the path without ".thrift"
  const File* file = nullptr;
  Position position;
};

// One IDL file. Its declarations, each kind in source order, are all owned here.
class File {
 public:
  File() = default;
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  // The dotted namespace of a language, or null; "*" only by that name.
  const std::string* FindNamespace(std::string_view language) const;
  // A declaration of this file, or null.
  const Declaration* Find(std::string_view name) const;

  std::string path;  // as the reader was asked for it
  std::string name;  // the last part of the path without ".thrift"
  std::vector<Namespace> namespaces;
  std::vector<Include> includes;
  std::vector<std::string> cpp_includes;  // kept for the printer only
  std::vector<std::unique_ptr<Typedef>> typedefs;
  std::vector<std::unique_ptr<Constant>> constants;
  std::vector<std::unique_ptr<Enum>> enums;
  std::vector<std::unique_ptr<Struct>> structs;  // unions and exceptions too
  std::vector<std::unique_ptr<Service>> services;
  std::vector<Declaration*> declarations;  // all of the above in source order

  // Set by the checks: all declarations, each behind those of this file that it needs: a typedef and a struct
  // behind the types they name, except where a struct is boxed or where structs hold each other through
  // containers (forward declare those); constants behind the constants they name; a service behind its base.
  std::vector<const Declaration*> in_order;
};

// The main file and everything that it includes, resolved and checked. Files are in the order in which they
// must be generated: an included file stands before those that include it, the main file is the last.
class Program {
 public:
  Program() = default;
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  const File& main() const { return *files.back(); }

  std::vector<std::unique_ptr<File>> files;
  std::vector<std::unique_ptr<const Source>> sources;
};

}  // namespace elanus::idl
