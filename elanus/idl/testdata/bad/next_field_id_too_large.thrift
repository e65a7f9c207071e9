# expect: next_field_id_too_large.thrift:4:3: error: the next field id 32768 is outside -32768..32767
struct A {
  32767: i32 a
  i32 b
}
