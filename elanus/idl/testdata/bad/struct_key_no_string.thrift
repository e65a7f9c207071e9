# expect: struct_key_no_string.thrift:3:14: error: expected the name of a field of struct A as a string, got 1
struct A { 1: i32 a }
const A B = {1: 1}
