// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The handler's header and source: new ones, and what is added to those that a person has.
#include "elanus/base/strcat.h"
#include "elanus/codegen/code.h"
#include "elanus/codegen/scaffold.h"
#include "elanus/codegen/service_code.h"
#include "elanus/codegen/source_text.h"

namespace elanus::codegen {

std::string HandlerClass(const Names& names, const idl::Service& service) { return names.Of(service) + "Handler"; }

// As a person writes it, with "elanus::" and not "::elanus::".
static std::string Task(const idl::Function& function, const Target& target) {
  return StrCat("elanus::Task<", ResultType(function, target).substr(2), "> ");
}

static std::vector<std::string> Parameters(const idl::Function& function, const Target& target) {
  std::vector<std::string> parameters = HandlerParameters(function, target);
  parameters[0].erase(parameters[0].find("::"), 2);
  return parameters;
}

void HandlerText::Declare(const idl::Function& function, Code& code) const {
  code.Comment(function.comment);
  code.Wrapped(StrCat(Task(function, target_), names_.Of(function), "("), Parameters(function, target_), ") override;");
}

void HandlerText::Define(const idl::Service& service, const idl::Function& function, Code& code) const {
  code.OpenWrapped(StrCat(Task(function, target_), HandlerClass(names_, service), "::", names_.Of(function), "("),
                   Parameters(function, target_), ") {");
  code.Line("// TODO: what ", function.name, " does.");
  code.Line("co_return elanus::Unimplemented(\"", service.name, ".", function.name, " is not implemented yet\");");
  code.Close("}");
}

std::string HandlerText::Header() const {
  Code code;
  code.Line("// What the service does. Methods that the IDL gets later are added here by the next run of elanus.");
  code.Line("#pragma once");
  code.Blank();
  code.Line("#include \"elanus/elanus.h\"");
  code.Line("#include \"", names_.Path(target_.file), ".h\"");
  for (const idl::Service* service : services_) {
    code.Blank();
    code.Open("class ", HandlerClass(names_, *service), " : public ", target_.Name(*service), " {");
    code.Label("public:");
    for (const MethodRef& method : MethodsOf(*service)) Declare(*method.function, code);
    code.Close("};");
  }
  return code.text();
}

std::string HandlerText::Source() const {
  Code code;
  code.Line("#include \"handler.h\"");
  for (const idl::Service* service : services_) {
    for (const MethodRef& method : MethodsOf(*service)) {
      code.Blank();
      Define(*service, *method.function, code);
    }
  }
  return code.text();
}

std::vector<const idl::Function*> HandlerText::MissingIn(std::string_view body, const idl::Service& service) const {
  std::vector<const idl::Function*> missing;
  for (const MethodRef& method : MethodsOf(service)) {
    if (!HasFunction(body, names_.Of(*method.function))) missing.push_back(method.function);
  }
  return missing;
}

// Behind the last method that overrides one, else before the closing brace; at the beginning of a line.
static std::size_t PlaceFor(std::string_view bare, const ClassBody& body, bool& labelled) {
  const std::string_view inside = bare.substr(0, body.end);
  const std::size_t last = inside.rfind("override;");
  labelled = last != std::string_view::npos && last > body.begin;
  if (labelled) return std::min(bare.find('\n', last), bare.size() - 1) + 1;
  const std::size_t line = inside.rfind('\n');
  return line != std::string_view::npos && line > body.begin ? line + 1 : body.end;
}

void HandlerText::Complete(std::string& header, std::string& source, std::vector<std::string>& notes) const {
  for (const idl::Service* service : services_) {
    const std::string name = HandlerClass(names_, *service);
    const std::string bare = WithoutComments(header);
    const auto body = FindClass(bare, name);
    const std::string_view inside = body ? std::string_view(bare).substr(body->begin, body->end - body->begin) : "";
    const auto missing = MissingIn(inside, *service);
    if (missing.empty()) continue;
    if (!body) {
      notes.push_back(StrCat("handler.h has no class ", name, ": it is left as it is"));
      continue;
    }
    Code declarations;
    bool labelled = false;
    const std::size_t place = PlaceFor(bare, *body, labelled);
    declarations.In();
    if (!labelled) declarations.Label("public:");
    for (const idl::Function* function : missing) Declare(*function, declarations);
    header.insert(place, declarations.text());
    const std::string bare_source = WithoutComments(source);
    for (const idl::Function* function : missing) {
      notes.push_back(StrCat("added ", name, "::", names_.Of(*function), " to handler.h"));
      if (HasFunction(bare_source, StrCat(name, "::", names_.Of(*function)))) continue;
      Code code;
      Define(*service, *function, code);
      if (source.empty()) source = "#include \"handler.h\"\n";
      if (source.back() != '\n') source.push_back('\n');
      source += "\n" + code.text();
    }
  }
}

}  // namespace elanus::codegen
