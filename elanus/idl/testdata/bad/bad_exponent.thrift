# expect: bad_exponent.thrift:2:18: error: '1e+' is not a number
const double A = 1e+
