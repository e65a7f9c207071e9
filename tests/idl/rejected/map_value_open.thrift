// error: 3:1: expected a key or '}', got the end of the file
const map<i32, i32> A = {1: 2
