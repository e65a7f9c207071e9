// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Our client makes the recorded client's calls, and gets what the recorded server answered.
#include "tests/tapes/client_replay.h"

#include "tests/tapes/replay_test.h"

namespace elanus::tapes {
namespace {

class ClientReplayTest : public QuietTest, public testing::WithParamInterface<std::string> {};

TEST_P(ClientReplayTest, InMemory) { ReplayTape<ClientReplay>(Stage::Kind::kMemory, "client", GetParam()); }

TEST_P(ClientReplayTest, OverTcp) { ReplayTape<ClientReplay>(Stage::Kind::kTcp, "client", GetParam()); }

INSTANTIATE_TEST_SUITE_P(Tapes, ClientReplayTest, testing::ValuesIn(TapeNames()),
                         [](const auto& info) { return TestName(info.param); });

}  // namespace
}  // namespace elanus::tapes
