# expect: double_for_int.thrift:2:15: error: expected a value of type i32, got 1.5
const i32 A = 1.5
