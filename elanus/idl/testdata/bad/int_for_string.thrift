# expect: int_for_string.thrift:2:18: error: expected a value of type string, got 5
const string A = 5
