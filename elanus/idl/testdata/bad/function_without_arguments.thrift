# expect: function_without_arguments.thrift:4:1: error: expected '(' after the name of a function, got '}'
service S {
  void f
}
