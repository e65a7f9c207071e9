// error: 3:15: 'Number.B' is not declared: no file is included as 'Number'
typedef i32 Number
const i32 A = Number.B
