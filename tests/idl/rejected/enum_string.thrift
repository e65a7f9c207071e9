// error: 4:13: expected a value of type A, got "X"
// thriftgo accepts it: it looks at values only when it writes Go.
enum A { X }
const A C = "X"
