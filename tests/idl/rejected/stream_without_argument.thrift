// error: 3:15: streaming function S.f must have exactly one argument, got 0
service S {
  stream<i32> f()
}
