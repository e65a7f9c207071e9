// error: 4:3: field id 1 is used twice in struct A: by 'a' and 'b'
struct A {
  1: i32 a
  1: i32 b
}
