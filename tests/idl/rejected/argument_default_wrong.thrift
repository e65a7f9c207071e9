// error: 4:21: expected a value of type i32, got "x"
// thriftgo accepts it: it ignores the defaults of arguments.
service S {
  void f(1: i32 a = "x")
}
