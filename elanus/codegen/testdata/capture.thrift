// The service whose calls are recorded in tests/golden/framed*.txt.
namespace cpp capture

enum Color { RED = 1, BLUE = 2 }
struct Inner { 1: optional string s }
struct Req {
  1: required string msg,
  2: optional i64 id,
  3: list<i32> nums,
  4: map<string, string> kv,
  5: bool ok,
  6: double d,
  7: optional Inner inner,
  8: Color color,
  9: binary bin,
  10: i8 b,
  11: i16 sh,
  12: set<string> st,
}
struct Resp { 1: required string msg, 255: optional i32 code }
exception MyErr { 1: i32 code, 2: string why }
service EchoService { Resp Echo(1: Req req) throws (1: MyErr e), void Ping(), oneway void Fire(1: string s) }
