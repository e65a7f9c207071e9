# expect: double_too_large.thrift:2:18: error: 1e999 does not fit into a double
const double A = 1e999
