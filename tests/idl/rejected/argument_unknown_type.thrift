// error: 3:13: the type 'Missing' is not declared
service S {
  void f(1: Missing a)
}
