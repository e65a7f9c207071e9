# expect: constant_too_large.thrift:3:19: error: 40000 is outside the range of i16, -32768..32767
const i64 BIG = 40000
const i16 SMALL = BIG
