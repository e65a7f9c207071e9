// generator: 11:8: streaming method client_void of service S returns void: expected a struct, as messages of streams are
// generator: 15:10: streaming method containers of service S returns list<string>: expected a struct, as messages of streams are
// generator: 15:45: streaming method containers of service S takes map<i32, A>: expected a struct, as messages of streams are
// generator: 16:10: streaming method base of service S returns string: expected a struct, as messages of streams are
// generator: 16:33: streaming method base of service S takes i64: expected a struct, as messages of streams are
// thriftgo rejects stream<T>: it is the guide's spelling. Both sides, with and without names.
struct A { 1: i32 a }
service S {
  stream<A> server(1: A a)
  A client(1: stream<A> items)
  void client_void(stream<A> items)
  stream<A> both(1: stream<A> items)
  stream<A> unnamed(stream<A>)
  stream<A> unnamed_with_id(3: stream<A>)
  stream<list<string>> containers(1: stream<map<i32, A>> a)
  stream<string> base(1: stream<i64> a) throws (1: X x)
}
exception X {}
