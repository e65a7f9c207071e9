// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/strcat.h"
#include "tests/hostile/bytes.h"
#include "tests/hostile/table.h"

namespace elanus::hostile {

namespace {

using enum Ends;

std::string Bare(const std::string& message, std::int32_t) { return message; }
std::string Framed(const std::string& message, std::int32_t) { return FramedMessage(message); }
std::string Mux(const std::string& message, std::int32_t id) { return TTHeaderMessage(message, id, "", "", 1); }
std::string Mixed(const std::string& message, std::int32_t id) {
  switch (id % 4) {
    case 0: return message;
    case 1: return FramedMessage(message);
    case 2: return TTHeaderMessage(message, id);
    default: return TTHeaderMessage(FramedMessage(message), id);
  }
}

std::string Replies(int count) {
  std::string out;
  for (int i = 1; i <= count; ++i) out += StrCat(i > 1 ? "; " : "", "reply Ping ", i);
  return out;
}

}  // namespace

std::vector<Row> Many() {
  const std::string ping = FramedMessage(Ping());
  const std::string nope = FramedMessage(ThriftMessage(1, "Nope", 8, Unhex("00")));
  const std::string bad = FramedMessage(ThriftMessage(1, "Ping", 8, Unhex("05000100")));
  const std::string oneway = FramedMessage(ThriftMessage(4, "Notify", 8, TextStruct("k")));
  const std::string mux = TTHeaderMessage(Ping(), 7, "", "", 1);
  const std::string mux_nope = TTHeaderMessage(ThriftMessage(1, "Nope", 8, Unhex("00")), 8, "", "", 1);
  const std::string mux_bad = TTHeaderMessage(ThriftMessage(1, "Ping", 8, Unhex("05000100")), 8, "", "", 1);
  const std::string mux_sleep =
      TTHeaderMessage(ThriftMessage(1, "Sleep", 8, Unhex("080001 00000001 00")), 8, "", "", 1);
  const std::string stays = "other calls share the connection";
  return {
      {"3 calls in one write", Pings(3, Framed), Replies(3), kOpen, "answered in order"},
      {"3 bare calls in one write", Pings(3, Bare), Replies(3), kOpen},
      {"100 calls in one write", Pings(100, Framed), Replies(100), kOpen},
      {"20 calls in four framings", Pings(20, Mixed), Replies(20), kOpen, "each is recognised on its own"},
      {"a call, then garbage", ping + "this is no message at all", "reply Ping 7", kClosed},
      {"a call, then HTTP", ping + "GET / HTTP/1.1\r\n\r\n", "reply Ping 7", kClosed},
      {"a call, then a stream's frame", ping + Header("1000 1000 01 001b 0001 32", "", 2), "reply Ping 7", kClosed},
      {"an unknown method, then a call", nope + ping, "exception 20 Nope 8", kClosed, "the second is not taken"},
      {"a body that does not decode, then a call", bad + ping, "exception 7 Ping 8", kClosed},
      {"a oneway call, then a call", oneway + ping, "reply Ping 7", kOpen},
      {"a call, then half a call", ping + ping.substr(0, 12), "reply Ping 7", kClosedAfterFrame},
      {"a call, then 3 bytes", ping + ping.substr(0, 3), "reply Ping 7", kClosedAfterFrame,
       "Kitex waits 15 s for the 8 bytes of each message"},
      {"50 multiplexed calls", Pings(50, Mux), Replies(50), kOpen},
      {"1,500 multiplexed calls", Pings(1500, Mux), Replies(1500), kOpen},
      {"two multiplexed calls with one sequence id", mux + mux, "reply Ping 7; reply Ping 7", kOpen,
       "ids are the caller's business"},
      {"a multiplexed unknown method, then a call", mux_nope + mux, "exception 20 Nope 8; reply Ping 7", kOpen, stays},
      {"a multiplexed body that does not decode, then a call", mux_bad + mux, "exception 7 Ping 8; reply Ping 7", kOpen,
       stays},
      {"a multiplexed call, then a plain one", mux + ping, "reply Ping 7; reply Ping 7", kOpen,
       "Kitex's multiplexing server closes plain ones; ours needs no mode"},
      {"a multiplexed call, then garbage", mux + "this is no message at all", "reply Ping 7", kClosed},
      {"a slow multiplexed call, then garbage", mux_sleep + "this is no message at all", "reply Sleep 8", kClosed,
       "what was accepted is answered"},
  };
}

std::vector<Row> Ending() {
  const std::string bare = Ping(), framed = FramedMessage(bare);
  const std::string tt = Header("0000", bare), both = Header("0000", framed);
  const std::string sleep = FramedMessage(ThriftMessage(1, "Sleep", 1, Unhex("080001 00000005 00")));
  const std::string oneway = FramedMessage(ThriftMessage(4, "Notify", 8, TextStruct("k")));
  const auto cut = [](const std::string& bytes, std::size_t size) { return bytes.substr(0, size); };
  const std::string fin = "Kitex sends no answer after the caller's end";
  const std::string none = "Kitex does not answer here either";
  std::vector<Row> rows = {
      {"nothing", "", "", kClosedAfterFirstBytes, "Kitex keeps a connection that never says anything"},
      {"1 byte", cut(framed, 1), "", kClosedAfterFirstBytes},
      {"7 bytes", cut(framed, 7), "", kClosedAfterFirstBytes},
      {"8 bytes, Framed", cut(framed, 8), "", kClosedAfterFrame, "the envelope is not whole: nobody to answer"},
      {"8 bytes, Buffered", cut(bare, 8), "", kClosedAfterFrame},
      {"8 bytes, TTHeader", cut(tt, 8), "", kClosedAfterFrame},
      {"the envelope, Framed", cut(framed, 20), "exception 7 Ping 7", kClosedAfterFrame},
      {"the envelope, Buffered", cut(bare, 16), "", kClosedAfterFrame, none},
      {"the envelope, TTHeader", cut(tt, 34), "exception 7 Ping 7", kClosedAfterFrame},
      {"the envelope, TTHeaderFramed", cut(both, 38), "exception 7 Ping 7", kClosedAfterFrame},
      {"the envelope of a oneway method", cut(oneway, 24), "", kClosedAfterFrame, "never answered"},
      {"the envelope of an unknown method", cut(FramedMessage(ThriftMessage(1, "Nope", 7, TextStruct("hi"))), 20),
       "exception 20 Nope 7", kClosedAfterFrame, "Kitex answers without waiting for the body"},
      {"half a TTHeader", cut(Header("0000" + StringEntry("isn", "Interop"), bare), 20), "", kClosedAfterFrame},
  };
  const auto ended = [&rows](Row row) { rows.push_back(std::move(row).HalfClosed()); };
  ended({"nothing, then the end", "", "", kClosed});
  ended({"7 bytes, then the end", cut(framed, 7), "", kClosed});
  ended({"8 bytes, then the end", cut(framed, 8), "", kClosed});
  ended({"half a body, then the end", cut(framed, framed.size() - 2), "", kClosed});
  ended({"half a bare body, then the end", cut(bare, bare.size() - 2), "", kClosed});
  ended({"a call, then the end", framed, "reply Ping 7", kClosed, fin});
  ended({"a bare call, then the end", bare, "reply Ping 7", kClosed, fin});
  ended({"a TTHeader call, then the end", both, "reply Ping 7", kClosed, fin});
  ended({"a slow call and another, then the end", sleep + framed, "reply Sleep 1; reply Ping 7", kClosed, fin});
  ended({"20 calls, then the end", Pings(20, Mixed), Replies(20), kClosed, fin});
  ended({"50 multiplexed calls, then the end", Pings(50, Mux), Replies(50), kClosed, fin});
  ended({"a oneway call, then the end", oneway, "", kClosed});
  ended({"an unknown method, then the end", FramedMessage(ThriftMessage(1, "Nope", 7, Unhex("00"))),
         "exception 20 Nope 7", kClosed, fin});
  ended({"a call and half another, then the end", framed + cut(framed, 20), "reply Ping 7", kClosed, fin});
  ended({"garbage, then the end", "this is no message at all", "", kClosed});
  return rows;
}

}  // namespace elanus::hostile
