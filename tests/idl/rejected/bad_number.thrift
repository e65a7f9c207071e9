// error: 2:15: '12ab' is not a number
const i32 A = 12ab
