# expect: arguments_open.thrift:4:1: error: expected an argument or ')', got '}'
service S {
  void f(1: i32 a
}
