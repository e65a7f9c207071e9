// error: 3:3: expected '{' after the name of a struct, got '1'
struct A
  1: i32 a
}
