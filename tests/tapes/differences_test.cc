// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The table of differences allows nothing that is not there, and a difference that it does not have is found.
#include "tests/tapes/differences.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "tests/tapes/client_replay.h"
#include "tests/tapes/replay_test.h"
#include "tests/tapes/rewrite.h"
#include "tests/tapes/server_replay.h"

namespace elanus::tapes {
namespace {

using DifferencesTest = QuietTest;

TEST_F(DifferencesTest, EachRowOfTheTableIsSeen) {
  Differences differences;
  for (const std::string& name : TapeNames()) {
    const Tape tape(name);
    Stage stage(Stage::Kind::kMemory);
    ServerReplay server(stage, tape);
    (void)differences.Unknown("server", tape, server.Compare(server.Run()));
    ClientReplay client(stage, tape);
    (void)differences.Unknown("client", tape, client.Compare(client.Run()));
  }
  for (const std::string& row : differences.Unused()) ADD_FAILURE() << "no tape shows this difference: " << row;
}

TEST_F(DifferencesTest, AreFoundInEveryByteOfTheTexts) {
  const Tape tape("ttheader_framed-crc/everything");
  for (const TapeEvent& event : tape.client) {
    if (event.bytes.empty()) continue;
    const Fields fields = Describe(event.bytes);
    for (std::size_t i = 14; i < event.bytes.size(); ++i) {
      // Within texts: other bytes may make it no message at all, and those of the padding say nothing.
      const auto printable = [&event](std::size_t at) { return event.bytes[at] >= ' ' && event.bytes[at] < '~'; };
      if (!printable(i) || !printable(i - 1)) continue;
      std::string changed = event.bytes;
      ++changed[i];
      const std::vector<Difference> found = Compare(fields, Describe(changed));
      EXPECT_FALSE(found.empty()) << "byte " << i;
    }
  }
}

TEST_F(DifferencesTest, AreNoneWhenOnlyMaskedThingsChange) {
  const Tape tape("ttheader_framed-crc/hop2");
  for (const TapeEvent& event : tape.client) {
    if (event.kind != TapeEvent::Kind::kRequest) continue;
    Fields fields = Describe(event.bytes);
    EXPECT_EQ(fields["string.crc32c"], "right");
    const std::string changed = WithPort(WithSequenceId(event.bytes, 77), 55555);
    EXPECT_EQ(SequenceId(changed), 77);
    const std::vector<Difference> found = Compare(fields, Describe(changed));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].field, "sequence");
  }
}

TEST_F(DifferencesTest, OrdersOfMapsAndSetsAreNone) {
  const Tape a("ttheader/meta");
  const Tape b("ttheader_framed/meta");
  std::vector<std::string> fields;
  for (const Difference& d : Compare(Describe(a.client[1].bytes), Describe(b.client[1].bytes)))
    fields.push_back(d.field);
  EXPECT_EQ(fields, std::vector<std::string>{"framing"}) << "the same answer over two transports";
}

// Both ends close in the end, and who is first can be a race; but a server never is without a reason.
TEST(Tapes, ShowThatAServerClosesAfterWhatItRefuses) {
  int closed = 0;
  for (const std::string& name : TapeNames()) {
    const Tape tape(name);
    std::map<int, const TapeEvent*> last;
    for (const TapeEvent& event : tape.client) {
      if (event.kind == TapeEvent::Kind::kServerClosed && last[event.connection] != nullptr) {
        EXPECT_TRUE(ServerCloses(tape, last[event.connection]->bytes)) << name;
        ++closed;
      }
      last[event.connection] = event.kind == TapeEvent::Kind::kReply ? &event : nullptr;
    }
  }
  EXPECT_GT(closed, 20);
}

TEST(Tapes, AreAllThere) { EXPECT_EQ(TapeNames().size(), 303u); }

}  // namespace
}  // namespace elanus::tapes
