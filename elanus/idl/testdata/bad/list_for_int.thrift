# expect: list_for_int.thrift:2:15: error: expected a value of type i32, got a list
const i32 A = [1]
