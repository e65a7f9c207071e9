// error: 2:15: '0xfg' is not a whole number
const i32 A = 0xfg
