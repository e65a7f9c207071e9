# expect: function_twice.thrift:4:7: error: 'f' is declared twice in service S: the first is in line 3
service S {
  void f()
  i32 f()
}
