// error: 3:16: expected a name after the type, got ')'
service S {
  void f(1: i32)
}
