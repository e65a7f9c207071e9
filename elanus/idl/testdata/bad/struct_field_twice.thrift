# expect: struct_field_twice.thrift:3:22: error: field "a" of struct A is given twice
struct A { 1: i32 a }
const A B = {"a": 1, "a": 2}
