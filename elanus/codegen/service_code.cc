// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/codegen/service_code.h"

#include <algorithm>

#include "elanus/base/strcat.h"
#include "elanus/codegen/stream_code.h"

namespace elanus::codegen {

std::vector<MethodRef> MethodsOf(const idl::Service& service) {
  std::vector<MethodRef> methods;
  if (service.base != nullptr) methods = MethodsOf(*service.base);
  for (const idl::Function& function : service.functions) {
    const auto same = [&function](const MethodRef& m) { return m.function->name == function.name; };
    std::erase_if(methods, same);  // declared again: the nearer one counts
    methods.emplace_back(service, function);
  }
  return methods;
}

std::string ResultType(const idl::Function& function, const Target& target) {
  const idl::Type* answer = AnswerOf(function);
  if (answer == nullptr) return "::elanus::Status";
  return StrCat("::elanus::Result<", CppType(*answer, target), ">");
}

std::vector<std::string> HandlerParameters(const idl::Function& function, const Target& target) {
  std::vector<std::string> out = {"const ::elanus::Context& ctx"};
  for (const idl::Field& field : ArgumentsOf(function)) {
    out.push_back(StrCat(CppType(field.type, target), " ", target.names.Of(field)));
  }
  if (Streams(function)) out.push_back(StrCat(StreamType(function, target), "& ", StreamName(function)));
  return out;
}

static std::vector<std::string> StubParameters(const idl::Function& function, std::string_view default_options,
                                               const Target& target) {
  std::vector<std::string> out = {"const ::elanus::Context& ctx"};
  for (const idl::Field& field : ArgumentsOf(function)) {
    out.push_back(StrCat("const ", CppType(field.type, target), "& ", target.names.Of(field)));
  }
  out.push_back(StrCat("const ::elanus::CallOptions& options", default_options));
  return out;
}

static std::string CallType(const idl::Function& function, const Target& target) {
  if (Streams(function)) return StreamCallType(function, target);
  return StrCat("::elanus::Call<", ResultType(function, target), ", ", function.arguments.size(), ">");
}

static void DeclareInterface(const idl::Service& service, const Target& target, Code& code) {
  const std::string& name = target.names.Of(service);
  code.Comment(service.comment);
  code.Line("// The service ", service.name, ": what a handler implements.");
  code.Open("struct ", name, service.base != nullptr ? StrCat(" : ", target.Name(*service.base)) : "", " {");
  if (service.base == nullptr) {
    code.Line("virtual ~", name, "() = default;");
    code.Blank();
  }
  for (const idl::Function& function : service.functions) {
    code.Comment(function.comment);
    code.Wrapped(StrCat("virtual ::elanus::Task<", ResultType(function, target), "> ", target.names.Of(function), "("),
                 HandlerParameters(function, target), ") = 0;");
  }
  code.Blank();
  code.Line("static const ::elanus::ServiceInfo& Info();");
  code.Close("};");
}

// A handler of a service is one of its base services too. So that the overload of the service itself is chosen, each
// has the conditions of its bases and one more.
static void DeclareCondition(const idl::Service& service, const Target& target, Code& code) {
  std::vector<std::string> conditions;
  for (const idl::Service* each = &service; each != nullptr; each = each->base) {
    conditions.insert(conditions.begin(),
                      StrCat("std::convertible_to<Handler, std::shared_ptr<", target.Name(*each), ">>"));
  }
  const std::string line = StrCat("  requires ", Join(conditions, " && "));
  if (code.Fits(line.size())) return code.Line(line);
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    code.Line(i == 0 ? "  requires " : "           ", conditions[i], i + 1 < conditions.size() ? " &&" : "");
  }
}

static void DeclareServer(const idl::Service& service, const Target& target, Code& code) {
  const std::string& name = target.names.Of(service);
  const std::string list =
      "std::vector<::elanus::ServerOption>{::elanus::ServerOption(std::forward<Options>(options))...}";
  code.Line("// Adds the service to a server; the handler is used by any of its loops.");
  if (service.base == nullptr) {
    code.Line("void Register(::elanus::Server& server, std::shared_ptr<", name, "> handler);");
    code.Blank();
    code.Line("// A server of this service alone.");
    code.Line("template <class... Options>");
    code.OpenWrapped("::elanus::Server NewServer(",
                     {StrCat("std::shared_ptr<", name, "> handler"), "Options&&... options"}, ") {");
  } else {
    code.Line("template <class Handler>");
    DeclareCondition(service, target, code);
    code.Open("void Register(::elanus::Server& server, Handler&& handler) {");
    code.Line("server.Register(", name, "::Info(), std::shared_ptr<", name, ">(std::forward<Handler>(handler)));");
    code.Close("}");
    code.Blank();
    code.Line("// A server of this service alone.");
    code.Line("template <class Handler, class... Options>");
    DeclareCondition(service, target, code);
    // Without `inline` the condition would go on: the type begins with "::".
    code.Open("inline ::elanus::Server NewServer(Handler&& handler, Options&&... options) {");
  }
  code.Line("::elanus::Server server(");
  code.Line("    ", list, ");");
  if (service.base == nullptr) {
    code.Line("Register(server, std::move(handler));");
  } else {
    code.Line("Register(server, std::forward<Handler>(handler));");
  }
  code.Line("return server;");
  code.Close("}");
}

static void DeclareClient(const idl::Service& service, const Target& target, Code& code) {
  const std::string& client = target.names.ClientOf(service);
  code.Line("// Calls ", service.name, ". May be used from any thread, and by several at once.");
  code.Open("class ", client, " {");
  code.Label("public:");
  code.Line("template <class... Options>");
  code.Line("explicit ", client, "(std::string_view destination, Options&&... options)");
  code.Line("    : client_(", target.names.Of(service),
            "::Info(), destination, {::elanus::ClientOption(std::forward<Options>(options))...}) {}");
  code.Blank();
  code.Line("// Why no call can be made, when an option is wrong.");
  code.Line("::elanus::Status status() const { return client_.status(); }");
  code.Blank();
  for (const MethodRef& method : MethodsOf(service)) {
    const idl::Function& function = *method.function;
    code.Comment(function.comment);
    code.Wrapped(StrCat(CallType(function, target), " ", target.names.Of(function), "("),
                 StubParameters(function, " = ::elanus::CallOptions()", target), ") const;");
  }
  code.Blank();
  code.Label("private:");
  code.Line("mutable ::elanus::Client client_;");
  code.Close("};");
}

void DeclareService(const idl::Service& service, const Target& target, Code& code) {
  DeclareInterface(service, target, code);
  code.Blank();
  DeclareServer(service, target, code);
  code.Blank();
  DeclareClient(service, target, code);
}

static void DefineTable(const idl::Service& service, const std::vector<MethodRef>& methods, const Target& target,
                        Code& code) {
  const std::string& name = target.names.Of(service);
  if (!methods.empty()) {
    code.Open("constexpr ::elanus::Method k", name, "Methods[] = {");
    code.In();
    for (const MethodRef& method : methods) DefineRow(service, method, target, code);
    code.Out();
    code.Close("};");
    code.Blank();
  }
  code.Open("constexpr ::elanus::ServiceInfo k", name, "Info = {");
  code.In();
  code.Line(".name = \"", service.name, "\",");
  code.Line(".package = \"", target.names.Package(*service.file), "\",");
  code.Line(".methods = ", methods.empty() ? "{}" : StrCat("k", name, "Methods"), ",");
  code.Out();
  code.Close("};");
}

static void DefineClient(const idl::Service& service, const std::vector<MethodRef>& methods, const Target& target,
                         Code& code) {
  const std::string& client = target.names.ClientOf(service);
  for (std::size_t i = 0; i < methods.size(); ++i) {
    const idl::Function& function = *methods[i].function;
    std::vector<std::string> args;
    for (const idl::Field& field : ArgumentsOf(function)) args.push_back("&" + target.names.Of(field));
    code.Blank();
    code.OpenWrapped(StrCat(CallType(function, target), " ", client, "::", target.names.Of(function), "("),
                     StubParameters(function, "", target), ") const {");
    const bool no_list = Streams(function) && args.empty();
    code.Line("return {client_, ", target.names.Of(service), "::Info().methods[", i, "], ctx, options",
              no_list ? "" : StrCat(", {", Join(args), "}"), "};");
    code.Close("}");
  }
}

void DefineService(const idl::Service& service, const Target& target, Code& code) {
  const std::string& name = target.names.Of(service);
  const std::vector<MethodRef> methods = MethodsOf(service);
  code.Line("namespace {");
  code.Blank();
  for (const MethodRef& method : methods) {
    DefineMethod(service, method, target, code);
    code.Blank();
  }
  DefineTable(service, methods, target, code);
  code.Blank();
  code.Line("}  // namespace");
  code.Blank();
  code.Line("const ::elanus::ServiceInfo& ", name, "::Info() { return k", name, "Info; }");
  code.Blank();
  if (service.base == nullptr) {
    code.Open("void Register(::elanus::Server& server, std::shared_ptr<", name, "> handler) {");
    code.Line("server.Register(", name, "::Info(), std::move(handler));");
    code.Close("}");
  }
  DefineClient(service, methods, target, code);
}

}  // namespace elanus::codegen
