// error: 3:24: expected a value of type list<string>, got "a"
// thriftgo accepts it, as an empty list.
const list<string> A = "a"
