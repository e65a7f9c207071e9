// error: 5:23: S.f can only throw exceptions, got union U
// thriftgo accepts it, and makes Go that does not compile.
union U {}
service S {
  void f() throws (1: U u)
}
