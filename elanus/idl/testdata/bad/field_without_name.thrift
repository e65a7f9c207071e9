# expect: field_without_name.thrift:4:1: error: expected a name after the type, got '}'
struct A {
  1: i32
}
