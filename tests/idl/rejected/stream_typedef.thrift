// error: 2:9: stream<T> can only be an argument of a function or what it returns
typedef stream<i32> A
