# expect: field_without_type.thrift:3:15: error: expected a type, got '='
struct A {
  1: required = 5
}
