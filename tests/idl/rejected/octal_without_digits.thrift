// error: 2:15: '0o' is not a whole number
const i32 A = 0o
