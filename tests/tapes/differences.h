// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Where we differ from Kitex on purpose: the table of docs/interop-differences.md, which is the only list of it.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "tests/tapes/message.h"
#include "tests/tapes/tape.h"

namespace elanus::tapes {

class Differences {
 public:
  // Aborts when the table cannot be read.
  Differences();

  // Lines for those that no row allows. `side`: "server" or "client", ours.
  std::vector<std::string> Unknown(const std::string& side, const Tape& tape, const std::vector<Difference>& found);
  // Rows that allowed nothing so far.
  std::vector<std::string> Unused() const;

 private:
  class Row {
   public:
    std::string text;
    std::string side;
    std::string folder;
    std::string of_case;
    std::string field;
    bool used = false;
  };
  std::vector<Row> rows_;
};

}  // namespace elanus::tapes
