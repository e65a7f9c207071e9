// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What the tests of both sides do with a tape: whole, and in pieces of every size.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "elanus/base/log.h"
#include "tests/tapes/differences.h"
#include "tests/tapes/stage.h"
#include "tests/tapes/tape.h"

namespace elanus::tapes {

// In memory every size of pieces that makes a difference; of large messages, and over TCP, a few. What waits in real
// time does so once.
inline std::vector<std::size_t> Pieces(const Stage& stage, const Tape& tape) {
  if (tape.largest > 1000) return {1000, 4096, 65536, 65537};
  if (stage.real() && (tape.of_case == "timeout" || tape.of_case == "cancel")) return {};
  if (stage.real()) return {1, 13, 100};
  std::vector<std::size_t> pieces;
  for (std::size_t piece = 1; piece < tape.largest; ++piece) pieces.push_back(piece);
  return pieces;
}

// Keeps what the server logs about calls that it refuses to itself.
class QuietTest : public testing::Test {
 protected:
  QuietTest() {
    SetLogSink([](LogLevel, std::string_view) {});
  }
  ~QuietTest() override { SetLogSink(nullptr); }
};

// Replay is ServerReplay or ClientReplay.
template <class Replay>
void ReplayTape(Stage::Kind kind, const std::string& side, const std::string& name) {
  const Tape tape(name);
  Stage stage(kind);
  Replay replay(stage, tape);
  const auto whole = replay.Run();
  Differences differences;
  for (const std::string& line : differences.Unknown(side, tape, replay.Compare(whole))) ADD_FAILURE() << line;
  for (const std::size_t piece : Pieces(stage, tape)) {
    stage.Cut(piece);
    const auto said = replay.Run();
    // Most often the same bytes; ports and what is left of a timeout may differ.
    if (said == whole) continue;
    for (const std::string& line : differences.Unknown(side, tape, replay.Compare(said)))
      ADD_FAILURE() << "in pieces of " << piece << " bytes: " << line;
  }
}

}  // namespace elanus::tapes
