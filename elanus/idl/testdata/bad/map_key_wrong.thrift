# expect: map_key_wrong.thrift:2:29: error: expected a value of type i32, got "a"
const map<i32, string> A = {"a": "b"}
