// error: 4:14: struct A has no field named "b"
// thriftgo accepts it: it looks at values only when it writes Go.
struct A { 1: i32 a }
const A B = {"b": 1}
