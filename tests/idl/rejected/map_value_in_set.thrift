// error: 3:20: expected a value of type set<i32>, got a map
// thriftgo accepts it, as an empty set.
const set<i32> A = {1: 2}
