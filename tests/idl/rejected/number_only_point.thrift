// error: 2:18: '.' is not a number
const double A = .
