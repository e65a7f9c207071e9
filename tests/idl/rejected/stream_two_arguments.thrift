// error: 3:15: streaming function S.f must have exactly one argument, got 2
service S {
  stream<i32> f(1: stream<i32> a, 2: i32 b)
}
