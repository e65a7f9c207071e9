// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What a handler of a Thrift service declares and defines.
#include "elanus/base/strcat.h"
#include "elanus/codegen/code.h"
#include "elanus/codegen/scaffold.h"
#include "elanus/codegen/service_code.h"
#include "elanus/codegen/stream_code.h"

namespace elanus::codegen {

std::string HandlerClass(const Names& names, const idl::Service& service) { return names.Of(service) + "Handler"; }

// As a person writes it, with "elanus::" and not "::elanus::".
static std::string Task(const idl::Function& function, const Target& target) {
  return StrCat("elanus::Task<", ResultType(function, target).substr(2), "> ");
}

static std::vector<std::string> Parameters(const idl::Function& function, const Target& target) {
  std::vector<std::string> parameters = HandlerParameters(function, target);
  parameters.front().erase(parameters.front().find("::"), 2);
  if (Streams(function)) parameters.back().erase(0, 2);
  return parameters;
}

static void Declare(const idl::Function& function, const Target& target, Code& code) {
  code.In();
  code.Comment(function.comment);
  code.Wrapped(StrCat(Task(function, target), target.names.Of(function), "("), Parameters(function, target),
               ") override;");
}

static void Define(const idl::Service& service, const idl::Function& function, const Target& target, Code& code) {
  const std::string name = StrCat(HandlerClass(target.names, service), "::", target.names.Of(function));
  code.OpenWrapped(StrCat(Task(function, target), name, "("), Parameters(function, target), ") {");
  code.Line("// TODO: what ", function.name, " does.");
  code.Line("co_return elanus::Unimplemented(\"", service.name, ".", function.name, " is not implemented yet\");");
  code.Close("}");
}

Handler HandlerOf(const Names& names, const idl::File& main, const idl::Service& service) {
  const Target target(names, main, true);
  Handler handler;
  handler.name = HandlerClass(names, service);
  handler.base = target.Name(service);
  handler.space = names.NamespaceText(*service.file) + "::";
  for (const MethodRef& method : MethodsOf(service)) {
    Code declaration;
    Declare(*method.function, target, declaration);
    Code definition;
    Define(service, *method.function, target, definition);
    HandlerMethod& added = handler.methods.emplace_back();
    added.name = names.Of(*method.function);
    added.declaration = declaration.text();
    added.definition = definition.text();
  }
  return handler;
}

}  // namespace elanus::codegen
