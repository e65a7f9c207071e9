// error: 3:16: expected a value of type bool, got 2
// thriftgo accepts it: what is above 0 is true.
const bool A = 2
