# expect: function_without_name.thrift:3:8: error: expected the name of a function, got '('
service S {
  void (1: i32 a)
}
