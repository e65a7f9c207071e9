// error: 4:6: expected a type, got 'A', which is a constant
const i32 A = 1
struct B {
  1: A a
}
