// error: 2:26: expected a value, got ':'
const map<i32, i32> A = {: 1}
