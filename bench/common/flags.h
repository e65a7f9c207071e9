// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The words of a command line: --name value, and nothing else.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace bench {

// Ends the program with the names that it knows when a word is none of them.
class Flags {
 public:
  Flags(int argc, char** argv, std::vector<std::pair<std::string, std::string>> defaults);
  const std::string& Text(const std::string& name) const;
  double Number(const std::string& name) const;
  int Int(const std::string& name) const { return static_cast<int>(Number(name)); }

 private:
  std::vector<std::pair<std::string, std::string>> values_;
};

}  // namespace bench
