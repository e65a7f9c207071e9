// error: 3:23: stream<T> can only be an argument of a function or what it returns
service S {
  void f() throws (1: stream<i32> a)
}
