# expect: struct_without_brace.thrift:3:3: error: expected '{' after the name of a struct, got '1'
struct A
  1: i32 a
}
