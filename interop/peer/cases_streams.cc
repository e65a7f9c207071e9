// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Streams that end well.
#include <memory>
#include <string>
#include <vector>

#include "interop/peer/all_cases.h"
#include "interop/peer/error_kind.h"
#include "interop/peer/serve_streams.h"

namespace peer {

using elanus::Context;
using elanus::Status;
using elanus::StrCat;
using elanus::Task;

namespace {

Item Numbered(std::int32_t index) { return Item(index, StrCat("n", index), "data"); }

// Sends the item, and wants it back.
Task<Status> SendAndReceive(EchoCall& stream, const Item& item) {
  Status sent = co_await stream.Send(item);
  if (!sent.ok()) co_return sent;
  Item back;
  const bool came = co_await stream.Recv(back);
  if (!came) co_return stream.status().ok() ? elanus::Internal("the stream has ended") : stream.status();
  co_return back == item ? elanus::Ok() : elanus::Internal("another item came back");
}

// Nothing more comes, and nothing is wrong.
Task<Outcome> EndsWell(EchoCall& stream) {
  Item more;
  const bool came = co_await stream.Recv(more);
  Outcome outcome;
  outcome.StreamFailed(stream.status());
  co_return outcome.Require(!came && stream.status().ok(), "the end of the stream");
}

}  // namespace

Task<Outcome> ServerStream(World& world) {
  const Wish wish(5, 10);
  const auto stream = world.calls().ServerStream(world.root(), wish);
  Outcome outcome;
  int count = 0;
  Item item;
  while (co_await stream->Recv(item)) {
    outcome.Require(item == NthItem(wish, count), StrCat("item ", count));
    ++count;
  }
  const Status status = stream->status();
  outcome.Got(count).StreamFailed(status);
  co_return outcome.Require(status.ok() && count == 5, "five items");
}

Task<Outcome> ClientStream(World& world) {
  const auto stream = world.calls().ClientStream(world.root());
  Outcome outcome;
  for (int i = 0; i < 5; ++i) {
    const Item item = Numbered(i);
    Status sent = co_await stream->Send(item);
    outcome.RequireOk(sent, "Send");
  }
  auto answer = co_await stream->CloseAndRecv();
  outcome.StreamFailed(answer.status());
  if (answer.ok()) outcome.Got(Json({{"count", answer->count}, {"sum", answer->sum}}));
  co_return outcome.Require(answer.ok() && answer->count == 5 && answer->sum == 10, "the count 5 and the sum 10");
}

Task<Outcome> Bidi(World& world) {
  const auto stream = world.calls().Bidi(world.root());
  for (int i = 0; i < 5; ++i) {
    const Item item = Numbered(i);
    Status back = co_await SendAndReceive(*stream, item);
    Outcome outcome;
    if (!back.ok()) co_return outcome.StreamFailed(back).Require(false, StrCat("item ", i, " to come back"));
  }
  (void)stream->CloseSend();
  Outcome outcome = co_await EndsWell(*stream);
  co_return outcome;
}

Task<Outcome> BidiHalfClose(World& world) {
  const auto stream = world.calls().Bidi(world.root());
  Outcome outcome;
  for (int i = 0; i < 3; ++i) {
    const Item item = Numbered(i);
    Status sent = co_await stream->Send(item);
    outcome.RequireOk(sent, "Send");
  }
  (void)stream->CloseSend();
  int count = 0;
  Item back;
  while (co_await stream->Recv(back)) {
    outcome.Require(back == Numbered(count), StrCat("item ", count));
    ++count;
  }
  const Status status = stream->status();
  outcome.Got(count).StreamFailed(status);
  co_return outcome.Require(status.ok() && count == 3, "three items");
}

Task<Outcome> BidiServerEnds(World& world) {
  const auto stream = world.calls().Bidi(world.root());
  for (int i = 0; i < 2; ++i) {
    const Item item = Numbered(i);
    Status back = co_await SendAndReceive(*stream, item);
    Outcome outcome;
    if (!back.ok()) co_return outcome.StreamFailed(back).Require(false, StrCat("item ", i, " to come back"));
  }
  const Item stop(2, "stop");
  Status sent = co_await stream->Send(stop);
  Outcome outcome = co_await EndsWell(*stream);
  outcome.RequireOk(sent, "Send");
  const Item again = Numbered(3);
  const Status late = co_await stream->Send(again);
  Json got;
  if (!late.ok()) got["late"] = StreamErrorJson(late);
  co_return outcome.Got(got).Require(!late.ok(), "a later Send to fail");
}

Task<Outcome> EmptyStreams(World& world) {
  const auto none = world.calls().ServerStream(world.root(), Wish(0, 0));
  Item item;
  const bool came = co_await none->Recv(item);
  Outcome outcome;
  outcome.Require(!came && none->status().ok(), "no item and no error");
  const auto upload = world.calls().ClientStream(world.root());
  auto answer = co_await upload->CloseAndRecv();
  outcome.Require(answer.ok() && answer->count == 0 && answer->sum == 0, "0 and 0");
  const auto echo = world.calls().Bidi(world.root());
  (void)echo->CloseSend();
  const Outcome end = co_await EndsWell(*echo);
  co_return outcome.Require(end.ok(), "the end of the stream");
}

Task<Outcome> StreamMeta(World& world) {
  const Context persistent = world.root().WithPersistent("pa", "2");
  const Context both = persistent.WithTransient("ta", "1");
  elanus::Metadata back;
  const auto options = elanus::CallOptions().Header("x-plain", "1").ReceiveMetadata(back);
  Item item;
  Item more;
  Outcome outcome;
  {
    const auto stream = world.calls().ServerStream(both, Wish(1, 0, "meta"), options);
    const bool came = co_await stream->Recv(item);
    const bool another = co_await stream->Recv(more);
    outcome.StreamFailed(stream->status()).Require(came && !another && stream->status().ok(), "one item");
  }
  Json got;
  got["arrived"] = item.text;
  got["header"]["h1"] = back.Find(elanus::MetaKind::kPlain, "h1");
  got["trailer"]["t1"] = back.Find(elanus::MetaKind::kTrailer, "t1");
  outcome.Got(got).Require(item.text == "m.x-plain=1|p.PA=2|t.TA=1", "what was sent to arrive");
  co_return outcome.Require(got["header"]["h1"] == "hv" && got["trailer"]["t1"] == "tv", "header and trailer");
}

}  // namespace peer
