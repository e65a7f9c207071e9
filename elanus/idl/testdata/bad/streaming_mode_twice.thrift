# expect: streaming_mode_twice.thrift:3:47: error: S.f has two annotations streaming.mode
service S {
  i32 f(1: i32 a) (streaming.mode = "client", streaming.mode = "client")
}
