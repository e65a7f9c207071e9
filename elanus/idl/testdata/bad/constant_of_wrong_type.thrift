# expect: constant_of_wrong_type.thrift:3:15: error: expected a value of type i32, got 'A', a constant of type string
const string A = "x"
const i32 B = A
