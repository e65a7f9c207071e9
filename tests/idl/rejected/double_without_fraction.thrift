// error: 2:18: '1.' is not a number
const double A = 1.
