# expect: throws_without_list.thrift:3:19: error: expected '(' after 'throws', got 'X'
service S {
  void f() throws X
}
