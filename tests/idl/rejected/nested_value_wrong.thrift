// error: 4:36: expected a value of type i32, got "x"
// thriftgo accepts it: it looks at values only when it writes Go.
struct S { 1: map<string, list<i32>> m }
const list<S> A = [{"m": {"a": [1, "x"]}}]
