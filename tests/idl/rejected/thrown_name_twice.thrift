// error: 5:33: 'x' is declared twice in the exceptions of S.f: the first is in line 5
// thriftgo accepts it, and makes Go that does not compile.
exception X {}
service S {
  void f() throws (1: X x, 2: X x)
}
