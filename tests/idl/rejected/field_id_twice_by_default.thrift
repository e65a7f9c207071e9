// error: 5:3: field id 2 is used twice in struct A: by 'a' and 'c'
struct A {
  2: i32 a
  1: i32 b
  i32 c
}
