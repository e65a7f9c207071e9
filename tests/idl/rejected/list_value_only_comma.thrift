// error: 2:22: expected a value, got ','
const list<i32> A = [,]
