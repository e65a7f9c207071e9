# expect: const_without_value.thrift:3:1: error: expected '=' after the name of a constant, got the end of the file
const i32 A
