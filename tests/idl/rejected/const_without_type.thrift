// error: 2:9: expected the name of a constant, got '='
const A = 5
