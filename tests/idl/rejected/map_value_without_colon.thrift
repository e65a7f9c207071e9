// error: 2:27: expected ':' after a key, got ','
const map<i32, i32> A = {1, 2}
