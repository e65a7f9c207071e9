# expect: bad_number.thrift:2:15: error: '12ab' is not a number
const i32 A = 12ab
