// error: 4:3: field id 32768 is outside -32768..32767
// thriftgo accepts it, and only 16 bits of it are sent.
struct A {
  32768: i32 a
}
