# expect: enum_open.thrift:4:1: error: expected the name of an enum value or '}', got the end of the file
enum A {
  B,
