// error: 2:15: 'B' is not declared
const i32 A = B
