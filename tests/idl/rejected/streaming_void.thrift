// error: 4:8: streaming function S.f sends a stream, but returns void
// thriftgo accepts it; the kitex tool does not.
service S {
  void f(1: i32 a) (streaming.mode = "server")
}
