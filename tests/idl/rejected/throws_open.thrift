// error: 5:1: expected an argument or ')', got '}'
exception X {}
service S {
  void f() throws (1: X x
}
