// error: 3:3: expected a field or '}', got '1.5'
struct A {
  1.5: i32 a
}
