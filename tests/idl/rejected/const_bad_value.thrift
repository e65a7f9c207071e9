// error: 2:15: expected a value, got ';'
const i32 A = ;
