// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/print.h"

#include <string_view>

#include "elanus/base/strcat.h"
#include "elanus/idl/literal.h"
#include "elanus/idl/number.h"

namespace elanus::idl {
namespace {

std::string PrintComment(std::string_view comment, std::string_view indent) {
  std::string out;
  while (!comment.empty()) {
    auto end = comment.find('\n');
    std::string_view line = comment.substr(0, end);
    out += StrCat(indent, "//", line.empty() ? "" : " ", line, "\n");
    comment = end == std::string_view::npos ? std::string_view() : comment.substr(end + 1);
  }
  return out;
}

// With a space in front, nothing when there are none.
std::string PrintAnnotations(const Annotations& annotations) {
  if (annotations.empty()) return "";
  std::string out;
  for (const auto& annotation : annotations) {
    out += StrCat(out.empty() ? " (" : ", ", annotation.name);
    if (annotation.has_value) out += StrCat(" = ", Quoted(annotation.value));
  }
  return StrCat(out, ")");
}

std::string PrintField(const Field& field, bool stream) {
  std::string out = StrCat(field.id, ": ");
  if (field.requiredness == Requiredness::kRequired) out += "required ";
  if (field.requiredness == Requiredness::kOptional) out += "optional ";
  out += stream ? StrCat("stream<", Print(field.type), ">") : Print(field.type);
  out += StrCat(" ", field.name);
  if (field.default_value) out += StrCat(" = ", Print(*field.default_value));
  return StrCat(out, PrintAnnotations(field.annotations));
}

// Each field on a line of its own, with its comment.
std::string PrintFields(const std::vector<Field>& fields, std::string_view indent, bool stream = false) {
  std::string out = "\n";
  for (const auto& field : fields) {
    out += StrCat(PrintComment(field.comment, indent), indent, PrintField(field, stream), ",\n");
  }
  return fields.empty() ? "" : out;
}

// In parentheses: on one line if no comment forbids it.
std::string PrintArguments(const std::vector<Field>& fields, bool stream = false) {
  std::string out;
  for (const auto& field : fields) {
    if (!field.comment.empty()) return StrCat("(", PrintFields(fields, "    ", stream), "  )");
    out += StrCat(out.empty() ? "" : ", ", PrintField(field, stream));
  }
  return StrCat("(", out, ")");
}

std::string PrintBody(const Typedef& in) { return StrCat("typedef ", Print(in.type), " ", in.name); }

std::string PrintBody(const Constant& in) {
  return StrCat("const ", Print(in.type), " ", in.name, " = ", Print(in.value));
}

std::string PrintBody(const Enum& in) {
  std::string out = StrCat("enum ", in.name, " {\n");
  for (const auto& value : in.values) {
    out += StrCat(PrintComment(value.comment, "  "), "  ", value.name, " = ", value.value,
                  PrintAnnotations(value.annotations), ",\n");
  }
  return StrCat(out, "}");
}

std::string PrintBody(const Struct& in) {
  return StrCat(FormName(in.form), " ", in.name, " {", PrintFields(in.fields, "  "), "}");
}

std::string PrintFunction(const Function& in) {
  std::string returned = in.return_type ? Print(*in.return_type) : "void";
  if (in.return_is_stream) returned = StrCat("stream<", returned, ">");
  std::string out = StrCat(PrintComment(in.comment, "  "), "  ", in.oneway ? "oneway " : "", returned, " ", in.name);
  out += PrintArguments(in.arguments, in.argument_is_stream);
  if (!in.throws.empty()) out += StrCat(" throws ", PrintArguments(in.throws));
  return StrCat(out, PrintAnnotations(in.annotations), ",\n");
}

std::string PrintBody(const Service& in) {
  std::string out = StrCat("service ", in.name, in.base_name.empty() ? "" : " extends ", in.base_name, " {\n");
  for (const auto& function : in.functions) out += PrintFunction(function);
  return StrCat(out, "}");
}

std::string PrintBody(const Declaration& in) {
  switch (in.kind) {
    case Declaration::Kind::kTypedef: return PrintBody(static_cast<const Typedef&>(in));
    case Declaration::Kind::kConstant: return PrintBody(static_cast<const Constant&>(in));
    case Declaration::Kind::kEnum: return PrintBody(static_cast<const Enum&>(in));
    case Declaration::Kind::kStruct: return PrintBody(static_cast<const Struct&>(in));
    case Declaration::Kind::kService: return PrintBody(static_cast<const Service&>(in));
  }
  return "";
}

}  // namespace

std::string Print(const Type& type) {
  std::string cpp_type = type.cpp_type ? StrCat(" cpp_type ", Quoted(*type.cpp_type), " ") : "";
  std::string out;
  switch (type.kind) {
    case Type::Kind::kBase: out = BaseTypeName(type.base); break;
    case Type::Kind::kNamed: out = type.name; break;
    case Type::Kind::kList: out = StrCat("list", cpp_type, "<", Print(*type.element), ">"); break;
    case Type::Kind::kSet: out = StrCat("set", cpp_type, "<", Print(*type.element), ">"); break;
    case Type::Kind::kMap: out = StrCat("map", cpp_type, "<", Print(*type.key), ", ", Print(*type.element), ">"); break;
  }
  return StrCat(out, PrintAnnotations(type.annotations));
}

std::string Print(const ConstValue& value) {
  std::string out;
  switch (value.kind) {
    case ConstValue::Kind::kInt: return StrCat(value.integer);
    case ConstValue::Kind::kDouble: return PrintDouble(value.number);
    case ConstValue::Kind::kString: return Quoted(value.text);
    case ConstValue::Kind::kIdentifier: return value.text;
    case ConstValue::Kind::kList:
      for (const auto& element : value.list) out += StrCat(out.empty() ? "" : ", ", Print(element));
      return StrCat("[", out, "]");
    case ConstValue::Kind::kMap:
      for (const auto& [key, mapped] : value.entries) {
        out += StrCat(out.empty() ? "" : ", ", Print(key), ": ", Print(mapped));
      }
      return StrCat("{", out, "}");
  }
  return out;
}

std::string Print(const File& file) {
  std::string out;
  for (const auto& include : file.includes) out += StrCat("include ", Quoted(include.path), "\n");
  for (const auto& path : file.cpp_includes) out += StrCat("cpp_include ", Quoted(path), "\n");
  for (const auto& space : file.namespaces) {
    out += StrCat("namespace ", space.language, " ", space.name, PrintAnnotations(space.annotations), "\n");
  }
  for (const Declaration* declaration : file.declarations) {
    out += StrCat(out.empty() ? "" : "\n", PrintComment(declaration->comment, ""), PrintBody(*declaration),
                  PrintAnnotations(declaration->annotations), "\n");
  }
  return out;
}

}  // namespace elanus::idl
