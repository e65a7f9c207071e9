// error: 3:31: expected a value of type map<string, string>, got "a"
// thriftgo accepts it, as an empty map.
const map<string, string> A = "a"
