# expect: double_without_fraction.thrift:2:18: error: '1.' is not a number
const double A = 1.
