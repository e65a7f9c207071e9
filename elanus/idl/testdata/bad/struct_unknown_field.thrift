# expect: struct_unknown_field.thrift:3:14: error: struct A has no field named "b"
struct A { 1: i32 a }
const A B = {"b": 1}
