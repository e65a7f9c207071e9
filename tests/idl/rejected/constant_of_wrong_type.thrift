// error: 4:15: expected a value of type i32, got 'A', a constant of type string
// thriftgo accepts it: it looks at values only when it writes Go.
const string A = "x"
const i32 B = A
