// error: 3:10: the type 'Missing' is not declared
service S {
  stream<Missing> f(1: i32 a)
}
