# expect: streaming_mode_unknown.thrift:3:20: error: expected "client", "server", "bidirectional" or "unary" as streaming.mode, got "both"
service S {
  i32 f(1: i32 a) (streaming.mode = "both")
}
