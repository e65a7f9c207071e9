// error: 3:15: expected '>' at the end of the list type, got 'a'
struct A {
  1: list<i32 a
}
