# expect: list_without_type.thrift:3:11: error: expected '<' after 'list', got 'a'
struct A {
  1: list a
}
