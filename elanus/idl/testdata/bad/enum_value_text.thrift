# expect: enum_value_text.thrift:3:7: error: expected a whole number as the value, got "x"
enum A {
  B = "x"
}
