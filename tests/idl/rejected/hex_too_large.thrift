// error: 2:15: 0x8000000000000000 does not fit into 64 bits
const i64 A = 0x8000000000000000
