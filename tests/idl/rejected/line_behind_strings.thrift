// error: 3:14: expected the name of a constant, got '='
const string A = "one
two" const B = 1
