// error: 3:23: the type 'Missing' is not declared
service S {
  void f() throws (1: Missing x)
}
