// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0

#include "interop/peer/serve_streams.h"

#include <chrono>

#include "interop/peer/arrived.h"

namespace peer {

using elanus::Status;

Status EndAs(std::string_view word) {
  if (word == "error") return Deeds::Raise(3).status();
  if (word == "panic") return Deeds::Raise(4).status();
  if (word == "biz") return Deeds::Raise(5).status();
  if (word == "status") return Deeds::Raise(8).status();
  return elanus::Ok();
}

Item NthItem(const Wish& wish, std::int32_t index) {
  Item item(index, "item", std::string(wish.size > 0 ? static_cast<std::size_t>(wish.size) : 0, '\0'));
  auto next = static_cast<unsigned char>(index);
  for (char& byte : item.data) byte = static_cast<char>(next++);
  return item;
}

std::string MetaItem(const elanus::Context& ctx) {
  ctx.SetHeader("h1", "hv");
  ctx.SetTrailer("t1", "tv");
  std::string text;
  for (const auto& [key, value] : Arrived(ctx)) text += elanus::StrCat(text.empty() ? "" : "|", key, "=", value);
  return text;
}

elanus::Task<Status> Pause(const elanus::Context& ctx, int millis) {
  Status waited = co_await elanus::SleepFor(std::chrono::milliseconds(millis), ctx.until());
  co_return waited;
}

std::string_view NextServer(const Wish& wish) {
  constexpr std::string_view kVia = "via ";
  const std::string_view mode = wish.mode;
  return mode.starts_with(kVia) ? mode.substr(kVia.size()) : "";
}

}  // namespace peer
