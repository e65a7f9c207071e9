// error: 4:1: expected a type, got '}'
struct A {
  1: required
}
