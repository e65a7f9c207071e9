// error: 3:20: expected "client", "server", "bidirectional" or "unary" as streaming.mode, got ""
service S {
  i32 f(1: i32 a) (streaming.mode)
}
