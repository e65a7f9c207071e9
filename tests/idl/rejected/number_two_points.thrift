// error: 2:18: '1.2.3' is not a number
const double A = 1.2.3
