// error: 3:11: expected '<' after 'list', got 'a'
struct A {
  1: list a
}
