// error: 4:1: expected an argument or ')', got '}'
service S {
  void f(1: i32 a
}
