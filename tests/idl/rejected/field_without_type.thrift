// error: 3:15: expected a type, got '='
struct A {
  1: required = 5
}
