# expect: streaming_two_arguments.thrift:3:7: error: streaming function S.f must have exactly one argument, got 2
service S {
  i32 f(1: i32 a, 2: i32 b) (streaming.mode = "server")
}
