# expect: byte_too_large.thrift:3:15: error: 128 is outside the range of byte, -128..127
struct A {
  1: byte b = 128
}
