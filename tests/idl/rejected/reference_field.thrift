// error: 3:8: reference fields (&) are not supported: a field that holds its own struct only has to be optional
struct A {
  1: A & a
}
