// error: 2:15: '0x' is not a whole number
const i32 A = 0x
