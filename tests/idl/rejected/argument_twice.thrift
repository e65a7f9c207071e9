// error: 4:27: 'a' is declared twice in the arguments of S.f: the first is in line 4
// thriftgo accepts it, and makes Go that does not compile.
service S {
  void f(1: i32 a, 2: i32 a)
}
