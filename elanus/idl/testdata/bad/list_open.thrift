# expect: list_open.thrift:3:15: error: expected '>' at the end of the list type, got 'a'
struct A {
  1: list<i32 a
}
