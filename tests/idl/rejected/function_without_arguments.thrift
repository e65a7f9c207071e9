// error: 4:1: expected '(' after the name of a function, got '}'
service S {
  void f
}
