// error: 4:15: 128 is outside the range of byte, -128..127
// thriftgo accepts it: it leaves ranges to the Go compiler.
struct A {
  1: byte b = 128
}
