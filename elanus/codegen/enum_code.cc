// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Enums of type_code.h.
#include "elanus/base/strcat.h"
#include "elanus/codegen/type_code.h"

namespace elanus::codegen {

void DeclareEnum(const idl::Enum& of, const Target& target, Code& code) {
  const std::string& name = target.names.Of(of);
  code.Comment(of.comment);
  code.Open("enum class ", name, " : std::int32_t {");
  for (const idl::EnumValue& value : of.values) {
    code.Comment(value.comment);
    const std::string number = value.value == INT32_MIN ? "INT32_MIN" : StrCat(value.value);
    code.Line(target.names.Of(value), " = ", number, ",");
  }
  code.Close("};");
  code.Line("// The name of the value; \"", of.name, "(7)\" for one that the IDL does not have.");
  code.Line("std::string ToString(", name, " value);");
}

void DefineEnum(const idl::Enum& of, const Target& target, Code& code) {
  const std::string& name = target.names.Of(of);
  code.Open("std::string ToString(", name, " value) {");
  if (!of.values.empty()) {
    code.Open("switch (value) {");
    for (const idl::EnumValue& value : of.values) {
      code.Line("case ", name, "::", target.names.Of(value), ": return \"", value.name, "\";");
    }
    code.Close("}");
  }
  code.Line("return ::elanus::StrCat(\"", of.name, "(\", static_cast<std::int32_t>(value), \")\");");
  code.Close("}");
}

}  // namespace elanus::codegen
