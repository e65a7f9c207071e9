// error: 3:15: oneway function S.f cannot stream
service S {
  oneway void f(1: stream<i32> a)
}
