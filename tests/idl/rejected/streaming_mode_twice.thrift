// error: 4:47: S.f has two annotations streaming.mode
// thriftgo accepts it; the kitex tool looks at the first.
service S {
  i32 f(1: i32 a) (streaming.mode = "client", streaming.mode = "client")
}
