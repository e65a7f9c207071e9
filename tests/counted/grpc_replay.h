// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Requests of a gRPC client, told again with new stream ids: a server does not take the same stream twice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace elanus {

class GrpcReplay {
 public:
  // `frames`: whole frames of HTTP/2, whose header lists name nothing that is new to the connection.
  explicit GrpcReplay(std::string frames);
  // The requests, one round later. `taken`: bytes of answers that were read, which the server may send again; set to 0
  // when that was said.
  const std::string& Next(std::size_t& taken);

 private:
  std::string frames_;
  std::string with_window_;
  std::vector<std::size_t> ids_;  // where in frames_ they stand
  std::uint32_t step_ = 0;
};

}  // namespace elanus
