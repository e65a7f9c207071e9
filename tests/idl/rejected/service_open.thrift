// error: 4:1: expected a function or '}', got the end of the file
service S {
  void f()
