# expect: stream_field.thrift:3:6: error: stream<T> can only be an argument of a function or what it returns
struct A {
  1: stream<i32> a
}
