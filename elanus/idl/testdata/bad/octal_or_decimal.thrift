# expect: octal_or_decimal.thrift:2:15: error: 010 is octal for some compilers and decimal for others: write it with 0o, or without the 0
const i32 A = 010
