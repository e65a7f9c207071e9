// error: 4:1: expected a name after the type, got '}'
struct A {
  1: required optional i32 a
}
