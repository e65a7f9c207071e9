// error: 3:10: expected a type, got '>'
service S {
  stream<> f(1: i32 a)
}
