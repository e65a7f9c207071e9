// error: 3:18: expected a value of type double, got 'true'
// thriftgo accepts it, as 1.
const double A = true
