# expect: string_for_double.thrift:2:18: error: expected a value of type double, got "1.5"
const double A = "1.5"
