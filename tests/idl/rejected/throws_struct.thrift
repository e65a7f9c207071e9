// error: 5:23: S.f can only throw exceptions, got struct X
// thriftgo accepts it: in Go every struct can be an error.
struct X {}
service S {
  void f() throws (1: X x)
}
