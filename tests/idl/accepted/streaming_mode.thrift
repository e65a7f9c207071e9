// generator: 8:8: streaming method client_void of service S returns void: expected a struct, as messages of streams are
struct A { 1: i32 a }
service S {
  A unary(1: A a) (streaming.mode = "unary")
  A client(1: A a) (streaming.mode = "client")
  A server(1: A a) (streaming.mode = "server")
  A both(1: A a) (streaming.mode = "bidirectional")
  void client_void(1: A a) (streaming.mode = "client")
  A plain(1: A a) (other = "x")
}
