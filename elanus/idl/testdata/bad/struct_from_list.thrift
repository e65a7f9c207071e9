# expect: struct_from_list.thrift:3:13: error: expected a value of type A, got a list
struct A { 1: i32 a }
const A B = [1]
