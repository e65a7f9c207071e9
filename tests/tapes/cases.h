// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The calls of each case, made with generated clients as the recorded client made them.
#pragma once

#include <memory>
#include <string>

#include "absent/absent.h"
#include "interop/interop.h"
#include "tests/tapes/stage.h"
#include "tests/tapes/tape.h"

namespace elanus::tapes {

// Who calls, and what came of it. Made and destroyed outside the loop.
class Caller {
 public:
  Caller(Stage& stage, const Tape& tape, const Address& server);

  // Makes the calls of the tape's case. Aborts when it is unknown.
  void Run();
  // As the tape's `# outcome`, without times.
  std::string Outcome() const;

  // For the cases.
  Stage& stage() { return stage_; }
  const Tape& tape() const { return tape_; }
  interop::InteropClient& client() { return client_; }
  interop::InteropClient& second() { return second_; }
  interop::InteropClient& third() { return third_; }
  absent::InteropClient& absent() { return absent_; }
  absent::NoSuchServiceClient& no_such_service() { return no_such_service_; }
  // "framed@127.0.0.1:1234".
  const std::string& route() const { return route_; }
  void Got(std::string json) { got_ = std::move(json); }
  void Failed(const Status& status);
  // A call that only has to work.
  void Worked(const Status& status);

 private:
  Stage& stage_;
  const Tape& tape_;
  const std::string route_;
  // `hop2` has a client for each of its calls.
  interop::InteropClient client_, second_, third_;
  absent::InteropClient absent_;
  absent::NoSuchServiceClient no_such_service_;
  std::string got_;
  std::string error_;
};

}  // namespace elanus::tapes
