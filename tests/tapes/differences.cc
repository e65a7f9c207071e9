// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/tapes/differences.h"

#include <fnmatch.h>

#include <fstream>

#include "elanus/base/check.h"
#include "elanus/base/strcat.h"

namespace elanus::tapes {

namespace {

// The cells of "| `a` | `b` | c |", without backquotes.
std::vector<std::string> Cells(const std::string& line) {
  std::vector<std::string> cells;
  for (std::size_t at = 1, bar; (bar = line.find('|', at)) != std::string::npos; at = bar + 1) {
    std::string cell = line.substr(at, bar - at);
    const std::size_t from = cell.find_first_not_of(" `");
    const std::size_t to = cell.find_last_not_of(" `");
    cells.push_back(from == std::string::npos ? "" : cell.substr(from, to - from + 1));
  }
  return cells;
}

bool Matches(const std::string& pattern, const std::string& text) {
  return fnmatch(pattern.c_str(), text.c_str(), 0) == 0;
}

}  // namespace

Differences::Differences() {
  const std::string path = std::string(ELANUS_SOURCE_DIR) + "/docs/interop-differences.md";
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("| `server` |") && !line.starts_with("| `client` |")) continue;
    const std::vector<std::string> cells = Cells(line);
    ELANUS_CHECK(cells.size() == 5 && !cells[4].empty(), path, ": expected side, folder, case, field and why, got ",
                 line);
    Row& row = rows_.emplace_back();
    row.text = line;
    row.side = cells[0];
    row.folder = cells[1];
    row.of_case = cells[2];
    row.field = cells[3];
  }
  ELANUS_CHECK(!rows_.empty(), path, ": expected a table of differences");
}

std::vector<std::string> Differences::Unknown(const std::string& side, const Tape& tape,
                                              const std::vector<Difference>& found) {
  std::vector<std::string> unknown;
  for (const Difference& difference : found) {
    bool known = false;
    for (Row& row : rows_) {
      if (row.side != side || !Matches(row.folder, tape.folder) || !Matches(row.of_case, tape.of_case) ||
          !Matches(row.field, difference.field)) {
        continue;
      }
      row.used = known = true;
    }
    if (!known) unknown.push_back(StrCat(tape.name, ", ", side, ": ", difference.ToString()));
  }
  return unknown;
}

std::vector<std::string> Differences::Unused() const {
  std::vector<std::string> unused;
  for (const Row& row : rows_) {
    if (!row.used) unused.push_back(row.text);
  }
  return unused;
}

}  // namespace elanus::tapes
