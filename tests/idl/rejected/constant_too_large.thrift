// error: 4:19: 40000 is outside the range of i16, -32768..32767
// thriftgo accepts it: it leaves ranges to the Go compiler.
const i64 BIG = 40000
const i16 SMALL = BIG
