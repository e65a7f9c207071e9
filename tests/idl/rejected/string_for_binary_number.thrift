// error: 3:18: expected a value of type binary, got 1
// thriftgo accepts it: it looks at values only when it writes Go.
const binary A = 1
