# expect: struct_open.thrift:4:1: error: expected a field or '}', got the end of the file
struct A {
  1: i32 a
