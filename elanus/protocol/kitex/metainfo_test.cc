// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/kitex/metainfo.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "elanus/base/strcat.h"

namespace elanus::protocol {
namespace {

Metadata Read(std::string_view key, std::string_view value) {
  Metadata out;
  AddForward(key, value, out);
  return out;
}

TEST(Metainfo, ReadsEachPrefixAsItsKind) {
  EXPECT_EQ(Read("RPC_TRANSIT_Key", "v").Find(MetaKind::kTransient, "Key"), "v");
  EXPECT_EQ(Read("RPC_PERSIST_Key", "v").Find(MetaKind::kPersistent, "Key"), "v");
  EXPECT_EQ(Read("K_ProcessAtTime", "7").Find(MetaKind::kPlain, "K_ProcessAtTime"), "7");
}

TEST(Metainfo, MatchesPrefixesExactly) {
  EXPECT_EQ(Read("rpc_transit_a", "v").Find(MetaKind::kPlain, "rpc_transit_a"), "v");
  EXPECT_EQ(Read("RPC_TRANSIT", "v").Find(MetaKind::kPlain, "RPC_TRANSIT"), "v");
  EXPECT_EQ(Read("RPC_TRANSIT_UPSTREAM", "v").Find(MetaKind::kTransient, "UPSTREAM"), "v");
}

TEST(Metainfo, DropsWhatTheSenderHadReceived) { EXPECT_TRUE(Read("RPC_TRANSIT_UPSTREAM_Key", "v").empty()); }

TEST(Metainfo, DropsEmptyKeysAndValues) {
  EXPECT_TRUE(Read("RPC_TRANSIT_", "v").empty());
  EXPECT_TRUE(Read("RPC_PERSIST_", "v").empty());
  EXPECT_TRUE(Read("RPC_TRANSIT_UPSTREAM_", "v").empty());
  EXPECT_TRUE(Read("RPC_PERSIST_k", "").empty());
}

TEST(Metainfo, WritesForwardEntriesWithoutTheAclToken) {
  Metadata metadata;
  metadata.Add(MetaKind::kPersistent, "p", "1");
  metadata.Add(MetaKind::kTransient, "t", "2");
  metadata.Add(MetaKind::kTransient, "gdpr-token", "tok");
  metadata.Add(MetaKind::kPersistent, "gdpr-token", "5");
  metadata.Add(MetaKind::kBackward, "b", "3");
  metadata.Add(MetaKind::kPlain, "x", "4");
  std::vector<std::string> written;
  ForEachForward(metadata, [&](std::string_view prefix, std::string_view key, std::string_view value) {
    written.push_back(StrCat(prefix, key, "=", value));
  });
  EXPECT_EQ(written, (std::vector<std::string>{"RPC_PERSIST_p=1", "RPC_TRANSIT_t=2", "RPC_PERSIST_gdpr-token=5"}));
}

}  // namespace
}  // namespace elanus::protocol
