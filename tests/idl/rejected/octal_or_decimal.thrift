// error: 3:15: 010 is octal for some compilers and decimal for others: write it with 0o, or without the 0
// thriftgo accepts it, as 8; Apache Thrift reads 10.
const i32 A = 010
