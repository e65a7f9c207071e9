# expect: field_id_hex.thrift:3:3: error: a field id is a decimal number: '0x10' is not a whole number
struct A {
  0x10: i32 a
}
