// error: 3:15: expected a value of type i32, got 'true'
// thriftgo accepts it, as 1.
const i32 A = true
