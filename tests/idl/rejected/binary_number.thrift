// error: 2:15: '0b11' is not a number
const i32 A = 0b11
