// error: 3:32: expected a value of type string, got 2
// thriftgo accepts it: it looks at values only when it writes Go.
const map<i32, string> A = {1: 2}
