# expect: string_for_int.thrift:2:15: error: expected a value of type i32, got "five"
const i32 A = "five"
