// error: 3:5: expected ':' after a field id, got 'i32'
struct A {
  1 i32 a
}
