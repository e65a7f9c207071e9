// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tools/elanus/words.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace elanus::tool {

static constexpr std::string_view kWords[] = {"gen-path", "help", "module",  "service",
                                              "type",     "use",  "verbose", "version"};

std::vector<std::string> WithTwoDashes(std::vector<std::string> arguments) {
  for (std::string& argument : arguments) {
    if (argument == "--") break;
    if (argument.size() < 3 || argument[0] != '-' || argument[1] == '-') continue;
    const std::string_view word = std::string_view(argument).substr(1, argument.find('=') - 1);
    if (std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords)) argument.insert(0, "-");
  }
  return arguments;
}

}  // namespace elanus::tool
