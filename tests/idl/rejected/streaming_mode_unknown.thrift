// error: 4:20: expected "client", "server", "bidirectional" or "unary" as streaming.mode, got "both"
// thriftgo accepts it; the kitex tool does not.
service S {
  i32 f(1: i32 a) (streaming.mode = "both")
}
