// error: 2:15: '-' is not a number
const i32 A = --5
