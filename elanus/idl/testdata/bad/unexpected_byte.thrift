# expect: unexpected_byte.thrift:3:11: error: unexpected '$'
struct A {
  1: i32 a$b
}
