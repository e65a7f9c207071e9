// What no server of interop.thrift has, for the cases that call it all the same; and its methods with other types.
namespace cpp absent

include "../interop.thrift"

struct NoName {}

// An Everything whose `inner` lacks what is required.
struct EverythingNil {
  13: NoName inner,
  16: required string must,
}

service Interop {
  string NoSuchMethod(1: string text)
  interop.New EchoOld(1: interop.New value)
  interop.Everything EchoEverything(1: EverythingNil value)
}

service NoSuchService {
  string NoSuchMethod(1: string text)
  string Ping(1: string text)
}
