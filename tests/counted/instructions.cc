// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What instructions.py runs.
#include "tests/counted/rows.h"

int main() {
  elanus::SetLogLevel(elanus::LogLevel::kError);
  elanus::CountCalls();
  elanus::CountValues();
  elanus::CountSpans();
}
