// error: 4:21: expected a value of type list<i64>, got 'A', a constant of type list<i32>
// thriftgo accepts it: it looks at values only when it writes Go.
const list<i32> A = []
const list<i64> B = A
