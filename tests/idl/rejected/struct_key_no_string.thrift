// error: 4:14: expected the name of a field of struct A as a string, got 1
// thriftgo accepts it: it looks at values only when it writes Go.
struct A { 1: i32 a }
const A B = {1: 1}
