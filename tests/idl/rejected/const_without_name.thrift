// error: 2:11: expected the name of a constant, got '='
const i32 = 5
