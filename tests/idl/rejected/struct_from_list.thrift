// error: 4:13: expected a value of type A, got a list
// thriftgo accepts it: it looks at values only when it writes Go.
struct A { 1: i32 a }
const A B = [1]
