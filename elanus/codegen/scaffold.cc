// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/codegen/scaffold.h"

#include <algorithm>

#include "elanus/base/strcat.h"
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

static std::string MainText(const Names& names, const std::vector<const idl::Service*>& services,
                            const ScaffoldOptions& options) {
  const std::string space = names.NamespaceText(*services[0]->file);
  const std::string address = "elanus::WithServiceAddr(\":8888\")";
  const std::string suite = StrCat("elanus::WithSuite(elanus::Tracing(", StringLiteral(options.service), "))");
  Code code;
  code.Line("#include <memory>");
  code.Blank();
  code.Line("#include \"handler.h\"");
  code.Blank();
  code.Open("int main() {");
  if (services.size() == 1) {
    const std::string handler = StrCat("std::make_unique<", HandlerClass(names, *services[0]), ">()");
    code.Wrapped(StrCat("auto server = ", space, "::NewServer("), {handler, address, suite}, ");");
  } else {
    code.Wrapped("elanus::Server server(", {address, suite}, ");");
    for (const idl::Service* service : services) {
      code.Line(space, "::Register(server, std::make_unique<", HandlerClass(names, *service), ">());");
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
    code.Line("target_link_libraries(", library, " PUBLIC elanus::core)");
  } else {
    code.Line("# Generates again when the IDL changes.");
    std::string includes;
    for (const std::string& dir : options.include_dirs) includes += (includes.empty() ? " INCLUDE " : " ") + dir;
    code.Line("elanus_generate(TARGET ", library, " IDL ", options.idl, includes, " GEN_PATH ", Path(options.gen_path),
              ")");
  }
  code.Blank();
  code.Line("add_executable(", program, " main.cc handler.cc)");
  code.Line("target_link_libraries(", program, " PRIVATE ", library, " elanus::elanus)");
  return code.text();
}

ScaffoldResult Scaffold(const idl::Program& program, const ScaffoldOptions& options, const ScaffoldFiles& existing) {
  ScaffoldResult result;
  const std::vector<const idl::Service*> services = Leaves(program.main());
  if (services.empty()) {
    result.notes.push_back(StrCat(program.main().path, " declares no service: there is nothing to handle"));
    return result;
  }
  const Names names(program);
  const HandlerText handler(names, program.main(), services);
  if (existing.handler_header.empty() && existing.handler_source.empty()) {
    result.files.emplace_back("handler.h", handler.Header());
    result.files.emplace_back("handler.cc", handler.Source());
  } else {
    std::string header = existing.handler_header;
    std::string source = existing.handler_source;
    handler.Complete(header, source, result.notes);
    if (header != existing.handler_header) result.files.emplace_back("handler.h", header);
    if (source != existing.handler_source) result.files.emplace_back("handler.cc", source);
  }
  if (!existing.has_main) result.files.emplace_back("main.cc", MainText(names, services, options));
  if (!existing.has_cmake) result.files.emplace_back("CMakeLists.txt", CMakeText(options));
  return result;
}

}  // namespace elanus::codegen
