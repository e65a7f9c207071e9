// error: 3:18: expected a value of type string, got 5
// thriftgo accepts it: it looks at values only when it writes Go.
const string A = 5
