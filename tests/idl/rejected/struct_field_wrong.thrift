// error: 4:26: expected a value of type i32, got "x"
// thriftgo accepts it: it looks at values only when it writes Go.
struct A { 1: i32 a }
const list<A> B = [{"a": "x"}]
