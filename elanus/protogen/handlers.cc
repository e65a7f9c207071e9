// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What a handler of a Protobuf service declares and defines, as a person writes it: "elanus::" and not "::elanus::".
#include "elanus/base/strcat.h"
#include "elanus/codegen/code.h"
#include "elanus/protogen/generate.h"
#include "elanus/protogen/names.h"
#include "elanus/protogen/service_code.h"

namespace elanus::protogen {

// Without the colons that begin a name; those within stay.
static std::string Written(std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const bool begins = code.substr(i, 2) == "::" && (i == 0 || code[i - 1] == ' ' || code[i - 1] == '<');
    if (begins) {
      ++i;
    } else {
      out.push_back(code[i]);
    }
  }
  return out;
}

static codegen::HandlerMethod MethodOf(const ProtoService& service, const ProtoMethod& method, const std::string& name,
                                       const std::string& handler, const ProtoNames& names) {
  const std::string task = StrCat("elanus::Task<", Written(ResultType(method, names)), "> ");
  std::vector<std::string> parameters;
  for (const std::string& each : HandlerParameters(method, names)) parameters.push_back(Written(each));
  codegen::Code declaration;
  declaration.In();
  declaration.Comment(method.comment);
  declaration.Wrapped(StrCat(task, name, "("), parameters, ") override;");
  codegen::Code definition;
  definition.OpenWrapped(StrCat(task, handler, "::", name, "("), parameters, ") {");
  definition.Line("// TODO: what ", method.name, " does.");
  definition.Line("co_return elanus::Unimplemented(\"", service.name, ".", method.name, " is not implemented yet\");");
  definition.Close("}");
  codegen::HandlerMethod out;
  out.name = name;
  out.declaration = declaration.text();
  out.definition = definition.text();
  return out;
}

std::vector<codegen::Handler> Handlers(const ProtoSet& set, const ProtoFile& file) {
  const ProtoNames names(set);
  std::vector<codegen::Handler> out;
  for (const ProtoService& service : file.services) {
    const ServiceNames& ours = names.Of(service);
    codegen::Handler& handler = out.emplace_back();
    handler.name = ours.name + "Handler";
    handler.space = Prefix(file.package).substr(2);
    handler.base = handler.space + ours.name;
    for (std::size_t i = 0; i < service.methods.size(); ++i) {
      handler.methods.push_back(MethodOf(service, service.methods[i], ours.methods[i], handler.name, names));
    }
  }
  return out;
}

}  // namespace elanus::protogen
