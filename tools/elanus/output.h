// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What generating writes, says and exits with.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "elanus/codegen/scaffold.h"
#include "tools/elanus/generate.h"

namespace elanus::tool {

inline constexpr int kFailed = 1;
inline constexpr int kWrongUse = 2;

// Says it on standard error; returns the code.
int Complain(int code, const std::string& what);

// "folder/path".
std::string In(const std::string& folder, const std::string& path);

// Writes files and remembers the first failure.
class Output {
 public:
  explicit Output(bool verbose) : verbose_(verbose) {}

  void Write(const std::string& path, std::string_view text);
  int code() const { return code_; }

 private:
  bool verbose_;
  int code_ = 0;
};

// What `-service` needs to know, and what is there already.
codegen::ScaffoldOptions ScaffoldOptionsOf(const GenerateOptions& o);
codegen::ScaffoldFiles ExistingFiles();
void WriteScaffold(const codegen::ScaffoldResult& scaffold, Output& output);

}  // namespace elanus::tool
