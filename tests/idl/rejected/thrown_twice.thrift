// error: 5:28: field id 1 is used twice in the exceptions of S.f: by 'a' and 'b'
// thriftgo accepts it, and makes Go that does not compile.
exception X {}
service S {
  void f() throws (1: X a, 1: X b)
}
