// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "bench/common/flags.h"

#include <cstdio>
#include <cstdlib>

namespace bench {

Flags::Flags(int argc, char** argv, std::vector<std::pair<std::string, std::string>> defaults)
    : values_(std::move(defaults)) {
  for (int i = 1; i < argc; i += 2) {
    const std::string word = argv[i];
    bool known = false;
    for (auto& [name, value] : values_) {
      if (word != "--" + name || i + 1 >= argc) continue;
      value = argv[i + 1];
      known = true;
    }
    if (known) continue;
    std::fprintf(stderr, "%s: expected words like --name value, got %s\n", argv[0], word.c_str());
    for (const auto& [name, value] : values_) std::fprintf(stderr, "  --%s %s\n", name.c_str(), value.c_str());
    std::exit(2);
  }
}

const std::string& Flags::Text(const std::string& name) const {
  for (const auto& [known, value] : values_) {
    if (known == name) return value;
  }
  std::fprintf(stderr, "there is no flag --%s\n", name.c_str());
  std::abort();
}

double Flags::Number(const std::string& name) const {
  const std::string& text = Text(name);
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (!text.empty() && *end == '\0') return value;
  std::fprintf(stderr, "--%s: expected a number, got %s\n", name.c_str(), text.c_str());
  std::exit(2);
}

}  // namespace bench
