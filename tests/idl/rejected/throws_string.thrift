// error: 4:23: S.f can only throw exceptions, got string
// thriftgo accepts it, and makes Go that does not compile.
service S {
  void f() throws (1: string x)
}
