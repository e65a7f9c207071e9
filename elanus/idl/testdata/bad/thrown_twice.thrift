# expect: thrown_twice.thrift:4:28: error: field id 1 is used twice in the exceptions of S.f: by 'a' and 'b'
exception X {}
service S {
  void f() throws (1: X a, 1: X b)
}
