// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What the server's streams do: the same for both types of items that travel.
#pragma once

#include <string>
#include <string_view>

#include "elanus/rpc/stream.h"
#include "interop/peer/deeds.h"
#include "interop/peer/items.h"

namespace peer {

// Ends the stream as the word says: "error", "biz", "status"; throws for "panic". Ok for every other word.
elanus::Status EndAs(std::string_view word);
// The n-th item of a server stream.
Item NthItem(const Wish& wish, std::int32_t index);
// What arrived, "KEY=VALUE" sorted and joined by "|"; sets a header and a trailer.
std::string MetaItem(const elanus::Context& ctx);
// Waits for so long, or until nobody wants the stream any more.
elanus::Task<elanus::Status> Pause(const elanus::Context& ctx, int millis);
// "transport@host:port" of the mode "via transport@host:port"; else empty.
std::string_view NextServer(const Wish& wish);

template <class Wire>
elanus::Task<elanus::Status> SendItems(const elanus::Context& ctx, const Wish& wish, elanus::StreamWriter<Wire>& out,
                                       LoggedStream& log) {
  for (std::int32_t i = 0; i < wish.count; ++i) {
    if (wish.mode == "slow") {
      elanus::Status waited = co_await Pause(ctx, 20);
      if (!waited.ok()) co_return waited;
    }
    const Wire message = Converted<Wire>(NthItem(wish, i));
    elanus::Status sent = co_await out.Send(message);
    if (!sent.ok()) co_return sent;
    log.Count();
  }
  if (wish.mode == "stall") {
    elanus::Status waited = co_await Pause(ctx, 2'000);
    if (!waited.ok()) co_return waited;
  }
  co_return EndAs(wish.mode);
}

// Passes on the same stream of another server.
template <class Wire>
elanus::Task<elanus::Status> PassItems(const elanus::Context& ctx, const Wish& wish, elanus::StreamWriter<Wire>& out,
                                       Deeds& deeds, LoggedStream& log) {
  elanus::Result<Calls*> next = deeds.next_hops().To(std::string(NextServer(wish)));
  if (!next) co_return next.status();
  const Wish same(wish.count, wish.size, "slow", wish.key + ".2");
  const auto items = (*next)->ServerStream(ctx, same);
  Item item;
  bool more = co_await items->Recv(item);
  while (more) {
    const Wire message = Converted<Wire>(item);
    elanus::Status sent = co_await out.Send(message);
    if (!sent.ok()) co_return sent;
    log.Count();
    more = co_await items->Recv(item);
  }
  co_return items->status();
}

template <class Wire>
elanus::Task<elanus::Status> ServeItems(const elanus::Context& ctx, const Wish& wish, elanus::StreamWriter<Wire>& out,
                                        Deeds& deeds) {
  LoggedStream log(deeds.streams(), ctx, wish.key);
  elanus::Status status;
  if (wish.mode == "meta") {
    const Wire message = Converted<Wire>(Item(0, MetaItem(ctx)));
    status = co_await out.Send(message);
  } else if (!NextServer(wish).empty()) {
    status = co_await PassItems(ctx, wish, out, deeds, log);
  } else {
    status = co_await SendItems(ctx, wish, out, log);
  }
  co_return log.End(std::move(status));
}

template <class Wire>
elanus::Task<elanus::Result<Summary>> TakeItems(const elanus::Context& ctx, elanus::StreamReader<Wire>& in,
                                                Deeds& deeds) {
  LoggedStream log(deeds.streams(), ctx);
  Summary summary;
  elanus::Status status;
  Wire message;
  while (status.ok()) {
    const bool came = co_await in.Recv(message);
    if (!came) break;
    const Item item = Converted<Item>(message);
    if (item.text.starts_with("key=")) log.Name(item.text.substr(4));
    log.Count();
    ++summary.count;
    summary.sum += item.index;
    status = EndAs(item.text);
  }
  if (status.ok()) status = in.status();
  status = log.End(std::move(status));
  if (!status.ok()) co_return status;
  co_return summary;
}

template <class Wire>
elanus::Task<elanus::Status> EchoItems(const elanus::Context& ctx, elanus::Stream<Wire, Wire>& stream, Deeds& deeds) {
  LoggedStream log(deeds.streams(), ctx);
  elanus::Status status;
  Wire message;
  while (status.ok()) {
    const bool came = co_await stream.Recv(message);
    if (!came) break;
    const Item item = Converted<Item>(message);
    if (item.text.starts_with("key=")) log.Name(item.text.substr(4));
    if (item.text == "stop") co_return log.End(elanus::Ok());
    status = EndAs(item.text);
    if (!status.ok()) break;
    status = co_await stream.Send(message);
    if (status.ok()) log.Count();
  }
  if (status.ok()) status = stream.status();
  co_return log.End(std::move(status));
}

}  // namespace peer
