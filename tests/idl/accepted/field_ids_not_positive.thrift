// warning: 3:12: the id of 'minus' in struct A is not positive: -1
// warning: 3:27: the id of 'afterwards' in struct A is not positive: 0
struct A { -1: i32 minus, i32 afterwards, 5: i32 b }
