# expect: unknown_value.thrift:2:15: error: 'B' is not declared
const i32 A = B
