// error: 2:29: expected a value, got '}'
const map<i32, i32> A = {1: }
