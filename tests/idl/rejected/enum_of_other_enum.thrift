// error: 5:13: expected a value of type A, got 'B.X', a value of enum B
// thriftgo accepts it: it looks at values only when it writes Go.
enum A { X }
enum B { X }
const A C = B.X
