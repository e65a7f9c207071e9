// error: 3:8: expected the name of a function, got '('
service S {
  void (1: i32 a)
}
