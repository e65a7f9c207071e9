// error: 3:14: expected a value, got ','
struct A {
  1: i32 a = ,
}
