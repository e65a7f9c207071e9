// error: 4:7: streaming function S.f must have exactly one argument, got 2
// thriftgo accepts it; the kitex tool does not.
service S {
  i32 f(1: i32 a, 2: i32 b) (streaming.mode = "server")
}
