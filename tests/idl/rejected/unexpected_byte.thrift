// error: 3:11: unexpected '$'
struct A {
  1: i32 a$b
}
