// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/rpc/context.h"

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <type_traits>

namespace elanus {
namespace {

using std::chrono::milliseconds;

static_assert(!std::is_copy_constructible_v<Context> && !std::is_move_constructible_v<Context>);

TEST(Context, BackgroundHasNoEnd) {
  const Context ctx;
  EXPECT_TRUE(ctx.deadline().is_never());
  EXPECT_FALSE(ctx.cancelled());
  EXPECT_EQ(ctx.call(), nullptr);
  EXPECT_FALSE(ctx.SendBackward("k", "v"));
}

TEST(Context, AReplysCompressorIsOneOfTwo) {
  Metadata backward;
  ContextRoot root;
  EXPECT_FALSE(root.SetSendCompressor("gzip")) << "there is no reply";
  root.set_backward(&backward);
  EXPECT_TRUE(root.SetSendCompressor("gzip"));
  EXPECT_TRUE(root.SetSendCompressor("identity"));
  EXPECT_FALSE(root.SetSendCompressor("zip"));
  EXPECT_EQ(backward.size(), 1u);
  EXPECT_EQ(backward.Find(MetaKind::kPlain, "grpc-encoding"), "identity");
}

TEST(Context, TheEarlierDeadlineHolds) {
  ManualClock clock;
  const ContextRoot root(clock);
  const Context near = root.WithTimeout(milliseconds(50));
  const Context far = near.WithTimeout(milliseconds(500));
  EXPECT_EQ(far.deadline(), near.deadline());
  clock.Advance(milliseconds(49));
  EXPECT_TRUE(far.Check().ok());
  clock.Advance(milliseconds(1));
  EXPECT_EQ(far.Check().code(), Code::kDeadlineExceeded);
  EXPECT_TRUE(far.cancelled());
  EXPECT_FALSE(root.cancelled());
}

TEST(Context, ASignalReachesChildren) {
  const Context root;
  async::CancelSignal signal;
  const Context child = root.WithCancel(signal);
  const Context grandchild = child.WithPersistent("k", "v");
  signal.Fire();
  EXPECT_EQ(grandchild.Check().code(), Code::kCancelled);
  EXPECT_FALSE(root.cancelled());
}

TEST(Context, MetainfoOfThisHopHidesWhatCame) {
  Metadata incoming;
  incoming.Add(MetaKind::kPersistent, "tenant", "a");
  incoming.Add(MetaKind::kTransient, "hop", "1");
  ContextRoot root;
  root.set_incoming(&incoming);
  EXPECT_EQ(root.Persistent("tenant"), "a");
  EXPECT_EQ(root.Transient("hop"), "1");
  const Context first = root.WithPersistent("tenant", "b");
  const Context second = first.WithTimeout(milliseconds(1));
  const Context third = second.WithTransient("own", "2");
  EXPECT_EQ(third.Persistent("tenant"), "b");
  EXPECT_EQ(third.Transient("hop"), "1");

  Metadata out;
  third.CollectOutgoing(out);
  EXPECT_EQ(out.Find(MetaKind::kPersistent, "tenant"), "b");
  EXPECT_EQ(out.Find(MetaKind::kTransient, "own"), "2");
  EXPECT_EQ(out.Find(MetaKind::kTransient, "hop"), "") << "a transient value travels one hop";
  EXPECT_EQ(out.size(), 2u);
}

class CountedTrace final : public TraceNode {
 public:
  explicit CountedTrace(int& shares) : shares_(shares) {}
  std::shared_ptr<const TraceNode> Share() const override {
    ++shares_;
    return std::make_shared<CountedTrace>(shares_);
  }

 private:
  int& shares_;
};

TEST(Context, DetachedOutlivesItsOrigin) {
  ManualClock clock;
  int shares = 0;
  std::optional<DetachedContext> kept;
  {
    Metadata incoming;
    incoming.Add(MetaKind::kPersistent, "tenant", "a");
    incoming.Add(MetaKind::kTransient, "hop", "1");
    const CountedTrace trace(shares);
    async::CancelSignal signal;
    ContextRoot root(clock);
    root.set_incoming(&incoming);
    root.set_trace(&trace);
    root.set_cancel(&signal);
    const Context timed = root.WithTimeout(milliseconds(1));
    const Context first = timed.WithTransient("own", "x");
    const Context second = first.WithTransient("own", "y");
    kept = second.Detach();
    signal.Fire();
  }
  clock.Advance(milliseconds(5));
  DetachedContext moved = std::move(*kept);
  EXPECT_FALSE(moved->cancelled()) << "deadline and cancellation stay behind";
  EXPECT_EQ(moved->Persistent("tenant"), "a");
  EXPECT_EQ(moved->Transient("hop"), "1");
  EXPECT_EQ(moved->Transient("own"), "y");
  EXPECT_NE(moved->trace(), nullptr);
  EXPECT_EQ(shares, 1);
  Metadata out;
  moved->CollectOutgoing(out);
  EXPECT_EQ(out.Find(MetaKind::kTransient, "own"), "y");
  EXPECT_EQ(out.Find(MetaKind::kTransient, "hop"), "");
}

}  // namespace
}  // namespace elanus
