// error: 6:23: S.f can only throw exceptions, got struct Alias
// thriftgo accepts it: in Go every struct can be an error.
struct T {}
typedef T Alias
service S {
  void f() throws (1: Alias a)
}
