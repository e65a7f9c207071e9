// error: 2:24: expected a value, got ','
const list<i32> A = [1,, 2]
