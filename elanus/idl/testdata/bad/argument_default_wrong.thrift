# expect: argument_default_wrong.thrift:3:21: error: expected a value of type i32, got "x"
service S {
  void f(1: i32 a = "x")
}
