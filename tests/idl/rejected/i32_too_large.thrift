// error: 4:27: 2147483648 is outside the range of Count (i32), -2147483648..2147483647
// thriftgo accepts it: it leaves ranges to the Go compiler.
typedef i32 Count
const list<Count> A = [1, 2147483648]
