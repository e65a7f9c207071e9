// error: 4:32: oneway function S.f cannot throw: nobody waits for an answer
exception X {}
service S {
  oneway void f() throws (1: X x)
}
