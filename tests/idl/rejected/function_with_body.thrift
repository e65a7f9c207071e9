// error: 3:12: expected a function or '}', got '{'
service S {
  void f() {}
}
