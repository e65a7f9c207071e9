# expect: int_too_large.thrift:2:15: error: 9223372036854775808 does not fit into 64 bits
const i64 A = 9223372036854775808
