# expect: streaming_void.thrift:3:8: error: streaming function S.f sends a stream, but returns void
service S {
  void f(1: i32 a) (streaming.mode = "server")
}
