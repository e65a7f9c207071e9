// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// `elanus [flags] file.thrift`, or file.proto: what the kitex tool does, for C++ (kitex-features.md 26).
#pragma once

#include <string>
#include <vector>

namespace elanus::tool {

class GenerateOptions {
 public:
  GenerateOptions() = default;
  std::vector<std::string> idls;
  std::vector<std::string> include_dirs;
  std::string gen_path = "gen";
  std::string type;     // "thrift", "protobuf" or empty: by the file's suffix
  std::string module;   // the prefix of the library target
  std::string service;  // also write handler, main and CMakeLists.txt
  std::string use;      // a folder with generated code that is used instead
  bool verbose = false;
};

// A Go module is a path; its last part names what is built.
std::string LastPart(const std::string& module);

// The exit code: 0, 1 when generating fails, 2 when the options do not fit together; reasons are on standard error.
int Generate(const GenerateOptions& options);

}  // namespace elanus::tool
