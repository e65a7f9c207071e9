// thriftgo rejects stream<T>, and takes the rest.
// Thrift has no reserved words but those of types, and only where a type stands.
struct struct {
  1: string namespace
  2: i32 list
  3: bool required
  4: required bool optional
  5: class class
  6: string string
  7: i64 int
  8: stream stream
}
struct class {}
struct stream {}
enum enum { const, typedef, oneway, void, throws = 7 }
service service {
  stream get(1: stream stream, 2: enum extends)
  void void(1: i32 throws)
  oneway void oneway()
  stream<stream> streams(1: stream<stream> stream)
}
