# expect: throws_string.thrift:3:23: error: S.f can only throw exceptions, got string
service S {
  void f() throws (1: string x)
}
