// error: 2:18: '0x1p3' is not a whole number
const double A = 0x1p3
