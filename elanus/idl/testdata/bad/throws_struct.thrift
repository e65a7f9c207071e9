# expect: throws_struct.thrift:4:23: error: S.f can only throw exceptions, got struct X
struct X {}
service S {
  void f() throws (1: X x)
}
