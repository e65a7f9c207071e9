// error: 3:10: stream<T> can only be an argument of a function or what it returns
service S {
  stream<stream<i32>> f(1: i32 a)
}
