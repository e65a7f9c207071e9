// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/hostile/table.h"

namespace elanus::hostile {

const std::vector<Group>& Table() {
  static const std::vector<Group> table = {
      {"Lengths that lie", Lengths()},
      {"Headers", Headers()},
      {"Envelopes", Envelopes()},
      {"Bodies", Bodies()},
      {"Bombs", Bombs()},
      {"Other protocols", Foreigners()},
      {"Many on one connection", Many()},
      {"Ends and silence", Ending()},
      {"Checksums", Checksums(), /*checksum=*/true},
  };
  return table;
}

}  // namespace elanus::hostile
