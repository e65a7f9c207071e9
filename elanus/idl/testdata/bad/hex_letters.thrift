# expect: hex_letters.thrift:2:15: error: '0xfg' is not a whole number
const i32 A = 0xfg
