// error: 4:27: expected a value of type i32, got 1.5
// thriftgo accepts it: it looks at values only when it writes Go.
union U { 1: i32 a }
struct S { 1: U u = {"a": 1.5} }
