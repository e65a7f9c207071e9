// error: 3:15: -32769 is outside the range of i16, -32768..32767
// thriftgo accepts it: it leaves ranges to the Go compiler.
const i16 A = -32769
