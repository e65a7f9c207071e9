# expect: bool_for_int.thrift:2:15: error: expected a value of type i32, got 'true'
const i32 A = true
