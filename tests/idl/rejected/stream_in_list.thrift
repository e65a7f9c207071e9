// error: 3:8: stream<T> can only be an argument of a function or what it returns
service S {
  list<stream<i32>> f(1: i32 a)
}
