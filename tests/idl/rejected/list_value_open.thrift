// error: 3:1: expected a value or ']', got the end of the file
const list<i32> A = [1, 2
