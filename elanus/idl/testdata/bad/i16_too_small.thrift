# expect: i16_too_small.thrift:2:15: error: -32769 is outside the range of i16, -32768..32767
const i16 A = -32769
