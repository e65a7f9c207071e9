// error: 3:10: expected '(' after the name of a function, got 'throws'
service S {
  void f throws (1: i32 a)()
}
