# expect: field_id_too_large.thrift:3:3: error: field id 32768 is outside -32768..32767
struct A {
  32768: i32 a
}
