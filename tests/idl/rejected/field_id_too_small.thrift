// error: 4:3: field id -32769 is outside -32768..32767
// thriftgo accepts it, and only 16 bits of it are sent.
struct A {
  -32769: i32 a
}
