// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The command `elanus`: generates C++ from Thrift and Protobuf with the words of the kitex tool, and shows traces.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "tools/elanus/generate.h"
#include "tools/elanus/traces/traces.h"
#include "tools/elanus/words.h"

namespace {

constexpr const char* kAbout = R"(Generates C++ from Thrift and Protobuf IDL, and shows traces.

  elanus user.thrift                                        types, client and server code, into gen/
  elanus -module user -service user_service user.thrift     and a service that builds as it is
  elanus -type protobuf -module user -service user_service user.proto
  elanus traces                                             receives OTLP and shows traces

The words are those of the kitex tool.)";

void AddGenerate(CLI::App& app, elanus::tool::GenerateOptions& o) {
  app.add_option("idl", o.idls, "The Thrift or Protobuf file; without -service also several")->type_name("FILE");
  app.add_option("-I", o.include_dirs,
                 "Where included files are searched for, after the folder of the file that "
                 "includes; may be repeated")
      ->type_name("DIR")
      ->allow_extra_args(false);
  app.add_option("--gen-path", o.gen_path, "The folder for generated code")->type_name("DIR")->capture_default_str();
  app.add_option("--service", o.service,
                 "Also write handler.h, handler.cc, main.cc and CMakeLists.txt of a program with this name. What is "
                 "there is not overwritten: new methods are added to the handler")
      ->type_name("NAME");
  app.add_option("--module", o.module, "The prefix of the CMake target with the generated code (default: the service)")
      ->type_name("NAME");
  app.add_option("--use", o.use, "Use the generated code in this folder instead of generating it; with -service")
      ->type_name("DIR");
  app.add_option("--type", o.type, "thrift or protobuf (default: by the file's suffix)")->type_name("TYPE");
  app.add_flag("-v,--verbose", o.verbose, "Say which files are written");
}

CLI::App* AddTraces(CLI::App& app, elanus::TracesOptions& o) {
  CLI::App* traces = app.add_subcommand("traces",
                                        "Receives traces by OTLP and shows them, on the terminal and on "
                                        "one page; nothing is stored");
  traces->add_option("--otlp-grpc", o.grpc, "Where exporters send to, over gRPC")
      ->type_name("HOST:PORT")
      ->capture_default_str();
  traces->add_option("--otlp", o.otlp, "Where exporters send to, over HTTP")
      ->type_name("HOST:PORT")
      ->capture_default_str();
  traces->add_option("--ui", o.ui, "Where the page is")->type_name("HOST:PORT")->capture_default_str();
  traces->add_flag("-q,--quiet", o.quiet, "No traces on the terminal");
  traces->add_option("--max-traces", o.max_traces, "How many traces are kept")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  traces->add_option("--max-bytes", o.max_bytes, "How many bytes of traces are kept, at least 1 MiB")
      ->check(CLI::Range(std::size_t{1} << 20, ~std::size_t{0} >> 1))
      ->capture_default_str();
  traces->add_option("--link", o.link, "A link to the same trace elsewhere, with {trace_id}")->type_name("URL");
  return traces;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
  CLI::App app(kAbout, "elanus");
  app.set_version_flag("--version", "elanus " ELANUS_VERSION);
  elanus::tool::GenerateOptions generate;
  elanus::TracesOptions traces;
  AddGenerate(app, generate);
  const CLI::App* show = AddTraces(app, traces);
  try {
    arguments = elanus::tool::WithTwoDashes(std::move(arguments));
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants it
    app.parse(std::move(arguments));
    if (!*show && generate.idls.empty()) throw CLI::RequiredError("a Thrift or Protobuf file");
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (*show) return elanus::RunTraces(traces);
  return elanus::tool::Generate(generate);
}
