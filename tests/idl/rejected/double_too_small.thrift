// error: 3:18: 1e-999 does not fit into a double
// thriftgo accepts it, as 0.
const double A = 1e-999
