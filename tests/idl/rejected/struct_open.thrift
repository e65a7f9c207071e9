// error: 4:1: expected a field or '}', got the end of the file
struct A {
  1: i32 a
