// error: 4:3: a field id is a decimal number: '0x10' is not a whole number
// thriftgo accepts it, as 0.
struct A {
  0x10: i32 a
}
