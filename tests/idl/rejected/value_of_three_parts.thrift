// error: 2:15: 'a.b.C' is not declared: no file is included as 'a.b'
const i32 A = a.b.C
