# expect: field_id_without_colon.thrift:3:5: error: expected ':' after a field id, got 'i32'
struct A {
  1 i32 a
}
