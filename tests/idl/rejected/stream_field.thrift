// error: 3:6: stream<T> can only be an argument of a function or what it returns
struct A {
  1: stream<i32> a
}
