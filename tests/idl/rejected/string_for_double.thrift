// error: 3:18: expected a value of type double, got "1.5"
// thriftgo accepts it: it looks at values only when it writes Go.
const double A = "1.5"
