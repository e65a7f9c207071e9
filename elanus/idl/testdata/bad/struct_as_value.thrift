# expect: struct_as_value.thrift:3:15: error: expected a value, got 'B', which is a struct
struct B {}
const i32 A = B
