# expect: int_for_bool.thrift:2:16: error: expected a value of type bool, got 2
const bool A = 2
