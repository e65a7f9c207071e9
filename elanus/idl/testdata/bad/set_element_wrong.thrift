# expect: set_element_wrong.thrift:2:29: error: expected a value of type string, got 2
const set<string> A = ["a", 2]
