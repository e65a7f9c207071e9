// error: 2:18: '1e+' is not a number
const double A = 1e+
