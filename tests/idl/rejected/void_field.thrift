// error: 3:6: expected a type, got 'void': only a function returns it
struct A {
  1: void a
}
