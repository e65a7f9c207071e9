// error: 3:29: expected a value of type i32, got "a"
// thriftgo accepts it: it looks at values only when it writes Go.
const map<i32, string> A = {"a": "b"}
