// error: 3:29: expected a value of type string, got 2
// thriftgo accepts it: it looks at values only when it writes Go.
const set<string> A = ["a", 2]
