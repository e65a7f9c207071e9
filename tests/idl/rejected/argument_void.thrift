// error: 3:10: expected a type, got 'void': only a function returns it
service S {
  void f(void)
}
