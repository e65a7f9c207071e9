// What no server of interop.thrift has, for the cases that call it all the same; and its methods with other types.
namespace cpp absent

include "../interop.thrift"
include "../streams.thrift"

struct NoName {}

// An Everything whose `inner` lacks what is required; the rest as it is when nothing but `must` is set.
struct EverythingNil {
  1: bool b,
  2: byte y,
  3: i16 s,
  4: i32 i,
  5: i64 l,
  6: double d,
  7: string str,
  8: binary bin,
  9: interop.Colour colour,
  10: list<i32> ints,
  11: set<string> words,
  12: map<string, interop.Inner> inners,
  13: NoName inner,
  14: list<list<map<i32, string>>> nested,
  16: required string must,
  17: interop.Timestamp at,
  19: i32 with_default = 42,
  20: string with_text = "default",
  21: list<interop.Colour> colours,
  22: map<interop.Colour, list<interop.Inner>> by_colour,
}

service Interop {
  string NoSuchMethod(1: string text)
  interop.New EchoOld(1: interop.New value)
  interop.Everything EchoEverything(1: EverythingNil value)
}

service InteropStream {
  streams.Item NoSuchStream(1: streams.Item item) (streaming.mode = "bidirectional")
}

service NoSuchService {
  string NoSuchMethod(1: string text)
  string Ping(1: string text)
  streams.Item NoSuchStream(1: streams.Item item) (streaming.mode = "bidirectional")
}
