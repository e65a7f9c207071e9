// error: 3:15: expected a value of type i32, got "five"
// thriftgo accepts it: it looks at values only when it writes Go.
const i32 A = "five"
