// error: 3:19: expected '(' after 'throws', got 'X'
service S {
  void f() throws X
}
