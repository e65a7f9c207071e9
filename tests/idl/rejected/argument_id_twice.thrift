// error: 4:20: field id 1 is used twice in the arguments of S.f: by 'a' and 'b'
// thriftgo accepts it, and makes Go that does not compile.
service S {
  void f(1: i32 a, 1: i32 b)
}
