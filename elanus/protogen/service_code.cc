// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protogen/service_code.h"

#include <set>

#include "elanus/base/strcat.h"
#include "elanus/codegen/code.h"
#include "elanus/codegen/includes.h"

namespace elanus::protogen {

using codegen::Code;

std::string ResultType(const ProtoMethod& method, const ProtoNames& names) {
  if (method.server_streams) return "::elanus::Status";
  return StrCat("::elanus::Result<", names.MessageOf(method.output), ">");
}

std::vector<std::string> HandlerParameters(const ProtoMethod& method, const ProtoNames& names) {
  const std::string& in = names.MessageOf(method.input);
  const std::string& out = names.MessageOf(method.output);
  std::vector<std::string> parameters = {"const ::elanus::Context& ctx"};
  if (method.client_streams && method.server_streams) {
    parameters.push_back(StrCat("::elanus::Stream<", in, ", ", out, ">& stream"));
  } else if (method.client_streams) {
    parameters.push_back(StrCat("::elanus::StreamReader<", in, ">& in"));
  } else {
    parameters.push_back(in + " req");
    if (method.server_streams) parameters.push_back(StrCat("::elanus::StreamWriter<", out, ">& out"));
  }
  return parameters;
}

static std::string CallType(const ProtoMethod& method, const ProtoNames& names) {
  const std::string& in = names.MessageOf(method.input);
  const std::string& out = names.MessageOf(method.output);
  if (method.client_streams) {
    return StrCat(method.server_streams ? "::elanus::BidiStreamCall<" : "::elanus::ClientStreamCall<", in, ", ", out,
                  ">");
  }
  if (method.server_streams) return StrCat("::elanus::ServerStreamCall<", out, ">");
  return StrCat("::elanus::Call<", ResultType(method, names), ", 1>");
}

static std::vector<std::string> StubParameters(const ProtoMethod& method, std::string_view default_options,
                                               const ProtoNames& names) {
  std::vector<std::string> out = {"const ::elanus::Context& ctx"};
  if (!method.client_streams) out.push_back(StrCat("const ", names.MessageOf(method.input), "& req"));
  out.push_back(StrCat("const ::elanus::CallOptions& options", default_options));
  return out;
}

static void DeclareInterface(const ProtoService& service, const ProtoNames& all, Code& code) {
  const ServiceNames& names = all.Of(service);
  code.Comment(service.comment);
  code.Line("// The service ", service.name, ": what a handler implements.");
  code.Open("struct ", names.name, " {");
  code.Line("virtual ~", names.name, "() = default;");
  code.Blank();
  for (std::size_t i = 0; i < service.methods.size(); ++i) {
    const ProtoMethod& method = service.methods[i];
    code.Comment(method.comment);
    code.Wrapped(StrCat("virtual ::elanus::Task<", ResultType(method, all), "> ", names.methods[i], "("),
                 HandlerParameters(method, all), ") = 0;");
  }
  code.Blank();
  code.Line("static const ::elanus::ServiceInfo& Info();");
  code.Close("};");
}

static void DeclareServer(const ProtoService& service, const Target& target, Code& code) {
  const std::string& name = target.names.Of(service).name;
  const std::string& add = target.names.Register(target.file);
  code.Line("// Adds the service to a server; the handler is used by any of its loops.");
  code.Line("void ", add, "(::elanus::Server& server, std::shared_ptr<", name, "> handler);");
  code.Blank();
  code.Line("// A server of this service alone.");
  code.Line("template <class... Options>");
  code.OpenWrapped(StrCat("::elanus::Server ", target.names.NewServer(target.file), "("),
                   {StrCat("std::shared_ptr<", name, "> handler"), "Options&&... options"}, ") {");
  code.Line("::elanus::Server server(");
  code.Line("    std::vector<::elanus::ServerOption>{::elanus::ServerOption(std::forward<Options>(options))...});");
  code.Line(add, "(server, std::move(handler));");
  code.Line("return server;");
  code.Close("}");
}

static void DeclareClient(const ProtoService& service, const ProtoNames& all, Code& code) {
  const ServiceNames& names = all.Of(service);
  code.Line("// Calls ", service.name, ". May be used from any thread, and by several at once.");
  code.Open("class ", names.client, " {");
  code.Label("public:");
  code.Line("template <class... Options>");
  code.Line("explicit ", names.client, "(std::string_view destination, Options&&... options)");
  code.Line("    : client_(", names.name,
            "::Info(), destination, {::elanus::ClientOption(std::forward<Options>(options))...}) {}");
  code.Blank();
  code.Line("// Why no call can be made, when an option is wrong.");
  code.Line("::elanus::Status status() const { return client_.status(); }");
  code.Blank();
  for (std::size_t i = 0; i < service.methods.size(); ++i) {
    const ProtoMethod& method = service.methods[i];
    code.Comment(method.comment);
    code.Wrapped(StrCat(CallType(method, all), " ", names.methods[i], "("),
                 StubParameters(method, " = ::elanus::CallOptions()", all), ") const;");
  }
  code.Blank();
  code.Label("private:");
  code.Line("mutable ::elanus::Client client_;");
  code.Close("};");
}

static void DefineTable(const ProtoService& service, const Target& target, Code& code) {
  const ServiceNames& names = target.names.Of(service);
  if (!service.methods.empty()) {
    code.Open("constexpr ::elanus::Method ", names.methods_table, "[] = {");
    code.In();
    for (std::size_t i = 0; i < service.methods.size(); ++i) {
      code.Wrapped(StrCat("::elanus::rpc::ProtobufMethod<&", names.name, "::", names.methods[i], ">("),
                   {StrCat("\"", service.methods[i].name, "\"")}, "),");
    }
    code.Out();
    code.Close("};");
    code.Blank();
  }
  code.Open("constexpr ::elanus::ServiceInfo ", names.info, " = {");
  code.In();
  code.Line(".name = \"", service.name, "\",");
  code.Line(".package = \"", target.file.package, "\",");
  code.Line(".methods = ", service.methods.empty() ? "{}" : names.methods_table, ",");
  code.Line(".descriptors = ", target.names.Descriptors(target.file), ",");
  code.Out();
  code.Close("};");
  code.Blank();
}

static void DefineFunctions(const ProtoService& service, const Target& target, Code& code) {
  const ServiceNames& names = target.names.Of(service);
  code.Line("const ::elanus::ServiceInfo& ", names.name, "::Info() { return ", names.info, "; }");
  code.Blank();
  code.Open("void ", target.names.Register(target.file), "(::elanus::Server& server, std::shared_ptr<", names.name,
            "> handler) {");
  code.Line("server.Register(", names.name, "::Info(), std::move(handler));");
  code.Close("}");
  for (std::size_t i = 0; i < service.methods.size(); ++i) {
    const ProtoMethod& method = service.methods[i];
    code.Blank();
    code.OpenWrapped(StrCat(CallType(method, target.names), " ", names.client, "::", names.methods[i], "("),
                     StubParameters(method, "", target.names), ") const {");
    code.Line("return {client_, ", names.name, "::Info().methods[", i, "], ctx, options",
              method.client_streams ? "" : ", {&req}", "};");
    code.Close("}");
  }
  code.Blank();
}

// The file and all that it imports, each behind what it imports itself.
static void Collect(const ProtoFile& file, const ProtoSet& set, std::set<const ProtoFile*>& seen,
                    std::vector<const ProtoFile*>& out) {
  if (!seen.insert(&file).second) return;
  for (const std::string& import : file.imports) {
    if (const ProtoFile* imported = set.Find(import); imported != nullptr) Collect(*imported, set, seen, out);
  }
  out.push_back(&file);
}

static void DefineDescriptors(const Target& target, Code& code) {
  std::set<const ProtoFile*> seen;
  std::vector<const ProtoFile*> files;
  Collect(target.file, target.set, seen, files);
  code.Line("// The files as reflection shows them: what this one imports, and itself.");
  code.Open("constexpr std::string_view ", target.names.Descriptors(target.file), "[] = {");
  code.In();
  for (const ProtoFile* file : files) {
    code.Line("// ", file->path);
    std::vector<std::string> lines = Literal(file->descriptor, Code::kColumns - 12);
    lines.front().insert(0, "std::string_view(");
    code.Line(lines.front(), lines.size() == 1 ? StrCat(", ", file->descriptor.size(), "),") : "");
    code.In();
    code.In();
    for (std::size_t i = 1; i < lines.size(); ++i) {
      code.Line(lines[i], i + 1 == lines.size() ? StrCat(", ", file->descriptor.size(), "),") : "");
    }
    code.Out();
    code.Out();
  }
  code.Out();
  code.Close("};");
  code.Blank();
}

static std::string HeaderBody(const Target& target) {
  Code code;
  for (const ProtoService& service : target.file.services) {
    DeclareInterface(service, target.names, code);
    code.Blank();
    DeclareServer(service, target, code);
    code.Blank();
    DeclareClient(service, target.names, code);
    code.Blank();
  }
  return code.text();
}

static std::string SourceBody(const Target& target) {
  Code code;
  code.Line("namespace {");
  code.Blank();
  DefineDescriptors(target, code);
  for (const ProtoService& service : target.file.services) DefineTable(service, target, code);
  code.Line("}  // namespace");
  code.Blank();
  for (const ProtoService& service : target.file.services) DefineFunctions(service, target, code);
  return code.text();
}

// System headers, then those of Elanus.
static void Include(const std::set<std::string>& includes, Code& code) {
  for (const char kind : {'<', '"'}) {
    code.Blank();
    for (const std::string& each : includes) {
      if (each[0] == kind) code.Line("#include ", each);
    }
  }
  code.Blank();
}

static void InNamespace(const ProtoFile& file, const std::string& body, Code& code) {
  const std::string space = NamespaceOf(file.package);
  if (!space.empty()) {
    code.Line("namespace ", space, " {");
    code.Blank();
  }
  code.Text(body);
  if (!space.empty()) {
    code.Blank();
    code.Line("}  // namespace ", space);
  }
}

std::string HeaderOf(const Target& target) {
  const ProtoFile& file = target.file;
  Code code;
  code.Line("// Generated by elanus from ", file.path, ". Do not edit.");
  code.Line("#pragma once");
  const std::string body = HeaderBody(target);
  std::set<std::string> includes = codegen::IncludesOf(body);
  for (const ProtoService& service : file.services) {
    for (const ProtoMethod& method : service.methods) {
      if (!method.client_streams && !method.server_streams) continue;
      includes.insert({"\"elanus/client/stream.h\"", "\"elanus/rpc/stream.h\""});
    }
  }
  Include(includes, code);
  code.Line("#include \"", Stem(file.path), ".pb.h\"");
  code.Blank();
  if (!body.empty()) InNamespace(file, body, code);
  return code.text();
}

std::string SourceOf(const Target& target) {
  const ProtoFile& file = target.file;
  Code code;
  code.Line("// Generated by elanus from ", file.path, ". Do not edit.");
  code.Line("#include \"", Stem(file.path), ".elanus.h\"");
  if (file.services.empty()) return code.text();
  Include({"\"elanus/rpc/protobuf_method.h\""}, code);
  InNamespace(file, SourceBody(target), code);
  return code.text();
}

}  // namespace elanus::protogen
