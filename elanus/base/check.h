// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Checks for bugs: a condition that only a mistake in a program can break. They stay on in release
// builds, say what was expected, and abort.
#pragma once

#include <string>

#include "elanus/base/strcat.h"

namespace elanus::base {

[[noreturn]] void CheckFailed(const char* file, int line, const char* condition, const std::string& message);

}  // namespace elanus::base

#define ELANUS_CHECK(condition, ...)                                                              \
  do {                                                                                            \
    if (!(condition)) [[unlikely]]                                                                \
      ::elanus::base::CheckFailed(__FILE__, __LINE__, #condition, ::elanus::StrCat(__VA_ARGS__)); \
  } while (false)
