// error: 3:18: 1e999 does not fit into a double
// thriftgo accepts it, and writes +Inf, which is no Go.
const double A = 1e999
