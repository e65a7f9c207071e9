// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What the recorded client sent goes to our server, whose answers must be those of the recorded server.
#include "tests/tapes/server_replay.h"

#include "tests/tapes/replay_test.h"

namespace elanus::tapes {
namespace {

class ServerReplayTest : public QuietTest, public testing::WithParamInterface<std::string> {};

TEST_P(ServerReplayTest, InMemory) { ReplayTape<ServerReplay>(Stage::Kind::kMemory, "server", GetParam()); }

TEST_P(ServerReplayTest, OverTcp) { ReplayTape<ServerReplay>(Stage::Kind::kTcp, "server", GetParam()); }

INSTANTIATE_TEST_SUITE_P(Tapes, ServerReplayTest, testing::ValuesIn(TapeNames()),
                         [](const auto& info) { return TestName(info.param); });

}  // namespace
}  // namespace elanus::tapes
