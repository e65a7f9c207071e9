# expect: argument_twice.thrift:3:27: error: 'a' is declared twice in the arguments of S.f: the first is in line 3
service S {
  void f(1: i32 a, 2: i32 a)
}
