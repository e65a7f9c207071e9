# expect: field_bad_start.thrift:3:3: error: expected a field or '}', got "x"
struct A {
  "x" a
}
