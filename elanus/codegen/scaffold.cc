// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/codegen/scaffold.h"

#include <algorithm>

#include "elanus/base/strcat.h"
#include "elanus/codegen/code.h"
#include "elanus/codegen/value.h"

namespace elanus::codegen {

static std::vector<const idl::Service*> Leaves(const idl::File& file) {
  std::vector<const idl::Service*> leaves;
  for (const auto& service : file.services) {
    const bool extended = std::any_of(file.services.begin(), file.services.end(),
                                      [&service](const auto& other) { return other->base == service.get(); });
    if (!extended) leaves.push_back(service.get());
  }
  return leaves;
}

static std::string MainText(const std::vector<Handler>& handlers, const ScaffoldOptions& options) {
  const std::string address = "elanus::WithServiceAddr(\":8888\")";
  const std::string suite = StrCat("elanus::WithSuite(elanus::Tracing(", StringLiteral(options.service), "))");
  Code code;
  code.Line("#include <memory>");
  code.Blank();
  code.Line("#include \"handler.h\"");
  code.Blank();
  code.Open("int main() {");
  if (handlers.size() == 1) {
    const std::string handler = StrCat("std::make_unique<", handlers[0].name, ">()");
    code.Wrapped(StrCat("auto server = ", handlers[0].space, "NewServer("), {handler, address, suite}, ");");
  } else {
    code.Wrapped("elanus::Server server(", {address, suite}, ");");
    for (const Handler& handler : handlers) {
      code.Line(handler.space, "Register(server, std::make_unique<", handler.name, ">());");
    }
  }
  code.Line("return server.Run();");
  code.Close("}");
  return code.text();
}

static std::string Path(std::string_view path) {
  const bool absolute = path.starts_with('/');
  return StrCat(absolute ? "" : "${CMAKE_CURRENT_SOURCE_DIR}/", path);
}

static std::string CMakeText(const ScaffoldOptions& options) {
  const std::string program = options.service;
  const std::string library = StrCat(options.module.empty() ? program : options.module, "_gen");
  Code code;
  code.Line("cmake_minimum_required(VERSION 3.25)");
  code.Line("project(", program, " LANGUAGES CXX)");
  code.Blank();
  code.Line("find_package(Elanus REQUIRED)");
  code.Blank();
  if (options.use) {
    code.Line("file(GLOB_RECURSE generated CONFIGURE_DEPENDS ", Path(options.gen_path), "/*.cc)");
    code.Line("add_library(", library, " STATIC ${generated})");
    code.Line("target_include_directories(", library, " PUBLIC ", Path(options.gen_path), ")");
    if (options.proto) code.Line("find_package(Protobuf REQUIRED)");
    code.Line("target_link_libraries(", library, " PUBLIC elanus::core",
              options.proto ? " protobuf::libprotobuf)" : ")");
  } else {
    code.Line("# Generates again when the IDL changes.");
    std::string includes;
    for (const std::string& dir : options.include_dirs) includes += (includes.empty() ? " INCLUDE " : " ") + dir;
    code.Line("elanus_generate(TARGET ", library, options.proto ? " PROTO " : " IDL ", options.idl, includes,
              " GEN_PATH ", Path(options.gen_path), ")");
  }
  code.Blank();
  code.Line("add_executable(", program, " main.cc handler.cc)");
  code.Line("target_link_libraries(", program, " PRIVATE ", library, " elanus::elanus)");
  return code.text();
}

ScaffoldResult ScaffoldOf(const std::string& include, const std::vector<Handler>& handlers,
                          const ScaffoldOptions& options, const ScaffoldFiles& existing) {
  ScaffoldResult result;
  if (existing.handler_header.empty() && existing.handler_source.empty()) {
    result.files.emplace_back("handler.h", HandlerHeader(include, handlers));
    result.files.emplace_back("handler.cc", HandlerSource(handlers));
  } else {
    std::string header = existing.handler_header;
    std::string source = existing.handler_source;
    CompleteHandlers(handlers, header, source, result.notes);
    if (header != existing.handler_header) result.files.emplace_back("handler.h", header);
    if (source != existing.handler_source) result.files.emplace_back("handler.cc", source);
  }
  if (!existing.has_main) result.files.emplace_back("main.cc", MainText(handlers, options));
  if (!existing.has_cmake) result.files.emplace_back("CMakeLists.txt", CMakeText(options));
  return result;
}

ScaffoldResult Scaffold(const idl::Program& program, const ScaffoldOptions& options, const ScaffoldFiles& existing) {
  const std::vector<const idl::Service*> services = Leaves(program.main());
  if (services.empty()) {
    ScaffoldResult result;
    result.notes.push_back(StrCat(program.main().path, " declares no service: there is nothing to handle"));
    return result;
  }
  const Names names(program);
  std::vector<Handler> handlers;
  for (const idl::Service* service : services) handlers.push_back(HandlerOf(names, program.main(), *service));
  return ScaffoldOf(names.Path(program.main()) + ".h", handlers, options, existing);
}

}  // namespace elanus::codegen
