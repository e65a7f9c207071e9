// error: 4:7: 'f' is declared twice in service S: the first is in line 3
service S {
  void f()
  i32 f()
}
