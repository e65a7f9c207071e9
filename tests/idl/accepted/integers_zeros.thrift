// Zeros in front of nothing but zeros are no octal.
const i32 A = 00
const i32 B = -000
