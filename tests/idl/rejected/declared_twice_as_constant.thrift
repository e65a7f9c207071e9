// error: 3:11: 'A' is declared twice: the first is a struct in line 2
struct A {}
const i32 A = 1
