# expect: i32_too_large.thrift:3:27: error: 2147483648 is outside the range of Count (i32), -2147483648..2147483647
typedef i32 Count
const list<Count> A = [1, 2147483648]
