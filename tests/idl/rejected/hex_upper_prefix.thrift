// error: 2:15: '0XFF' is not a number
const i32 A = 0XFF
