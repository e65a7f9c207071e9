// error: 3:18: expected a value of type string, got 'true'
// thriftgo accepts it: it looks at values only when it writes Go.
const string A = true
